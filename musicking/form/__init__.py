"""The elements of form, as composed by Python: tonality, harmony, groove and style, and who plays them."""

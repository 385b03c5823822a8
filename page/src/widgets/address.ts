// What stands behind the # in the page's address: the whole of what a link brings.

/** Take the fragment by which the page was opened, and any that is put into its address later; answers how to stop. */
export function followFragment(take: (fragment: string) => void): () => void {
  const follow = (): void => take(location.hash);
  addEventListener("hashchange", follow);
  follow();
  return () => removeEventListener("hashchange", follow);
}

/** What a link of one kind holds, `#<kind>-<version>--<packed>`; null for any other. */
export function heldBy(
  kind: string,
  fragment: string,
): { readonly version: number; readonly packed: string } | null {
  const [, found, version, packed] = /^#([a-z]+)-(\d{1,4})--(.*)$/s.exec(fragment) ?? [];
  return found === kind && packed !== undefined ? { version: Number(version), packed } : null;
}

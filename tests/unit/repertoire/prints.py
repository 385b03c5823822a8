"""The songs as others print them, bar by bar, in their own keys."""

from fractions import Fraction
from typing import NamedTuple

HALF = Fraction(1, 2)


class Print(NamedTuple):
    """Another print: of which song, whose, its melody, and where it differs.

    ``times`` is how much longer its notes are, ``first`` the bar of ours with which it begins,
    ``differ`` the bars of ours that have other notes, or the same at other places.
    """

    song: str
    whose: str
    abc: str
    differ: tuple[int, ...] = ()
    times: Fraction | int = 1
    first: int = 0


PRINTS = (
    Print(
        "amazing_grace",
        "thanhcalilypond, english-unison/amazing-grace (CC0)",
        "M:3/4\nL:1/4\nK:F\nC|F2 A/F/|A2 G|F2 D|C2 C|F2 A/F/|A2 G/A/|c3-|c2 A|"
        "c3/2A/ c/A/|F2 C|D3/2F/ F/D/|C2 C|F2 A/F/|A2 G|F3-|F2|]",
        (6,),  # "like" has a passing note
    ),
    Print(
        "arirang",
        "Elliot Del Borgo's variations, a public LilyPond part; its last bar leads on",
        "M:3/4\nL:1/4\nK:G\nd2d|dBA|BA/B/G/E/|D3/2E/D|G3/2A/G/A/|B/A/G/E/D/E/|G3/2A/G|G/D/E/G/A/B/|]",
        (16,),
        first=9,
    ),
    Print(
        "au_clair_de_la_lune",
        "a LilyPond encoding for shamisen",
        "M:4/4\nL:1/4\nK:G\nGGGA|B2A2|GBAA|G4|GGGA|B2A2|GBAA|G4|AAAA|E2E2|AGFE|D4|GGGA|B2A2|GBAA|G4|]",
    ),
    Print(
        "auld_lang_syne",
        "a LilyPond song sheet in G",
        "M:4/4\nL:1/4\nK:G\nD|G3/2G/GB|A3/2G/AB|G3/2G/Bd|e2ze|d3/2B/BG|A3/2G/AB|G3/2E/ED|G2ze|"
        "d3/2B/BG|A3/2G/Ae|d3/2B/Bd|e2zg|d3/2B/BG|A3/2G/AB3/4A/4|G3/2E/ED|G3|]",
        (12, 14),  # "we'll" is a third higher; "for" has two notes
    ),
    Print(
        "brahms_lullaby",
        "Mutopia, BrahmsJ/LullabyBrahms-C",
        "M:3/4\nL:1/4\nK:G\nB/B/|d3/2B/B|d2B/d/|gf3/2e/|edA/B/|cAA/B/|czA/c/|f/e/df|gzG/G/|"
        "g2e/c/|d2B/G/|cde|B/d3/2G/G/|g2e/c/|d2B/G/|c/d/4c/4BA|G2|]",
        (12, 15),  # turns on both "geweckt"
    ),
    Print(
        "clementine",
        "an arrangement by H. A. C. in LilyPond, played twice",
        "M:3/4\nL:1/4\nK:G\nG3/4G/4|GDB3/4B/4|BGG/B/|d3/4d/4cB|A2A/B/|ccB3/4A/4|BGG/B/|A3/2D/F/A/|"
        "G2G3/4G/4|GDB3/4B/4|BGG/B/|d3/4d/4cB|A2A/B/|ccB3/4A/4|BGG/B/|A3/2D/F/A/|G2|]",
        (2, 3, 4, 6, 7, 10, 11, 12, 14, 15),  # the same notes, dotted and even otherwise
    ),
    Print(
        "daisy_bell",
        "a public encoding in ABC, chorus",
        "M:3/4\nL:1/8\nK:G\nd6|B6|G6|D6|E2F2G2|E4G2|D6-|D2z4|A6|d6|B6|G6|E2F2G2|A4B2|A6-|A2z2B2|"
        "c2B2A2|d4B2|A2G4-|G2z2A2|B4G2|E4G2|E2D4-|D2z2D2|G4B2|A2z4|G4B2|A2z2Bc|d2B2G2|A4D2|G6-|G2z4|]",
        (26,),  # "on the seat"
    ),
    Print(
        "drunken_sailor",
        "a collection of dance and play tunes in ABC",
        "M:4/4\nL:1/8\nK:C\nE2EE E2EE|E2A,2C2E2|D2DD D2DD|D2G,2B,2D2|E2EE E2EE|E2F2G2A2|G2E2 D2B,2|A,4A,2z2|"
        "E4 E3E|E2A,2C2E2|D4 D3D|D2G,2B,2D2|E4 E3E|E2F2G2A2|G2E2 D2B,2|A,4A,2z2|]",
        (6, 14),  # the sixth is flat
        times=2,
    ),
    Print(
        "frere_jacques",
        "a LilyPond round, Frère Jacques / Fray Santiago",
        "M:4/4\nL:1/4\nK:F\nFGAF|FGAF|ABc2|ABc2|c/d/c/B/AF|c/d/c/B/AF|FCF2|FCF2|]",
    ),
    Print(
        "good_morning_to_all",
        "LiberCantorum, Zum_Geburtstag_viel_Glueck, barred in three",
        "M:3/4\nL:1/4\nK:G\nD3/4D/4|EDG|F2D3/4D/4|EDA|G2D3/4D/4|dBG3/4G/4|FEc3/4c/4|BGA|G2|]",
        (0, 2, 4, 5, 6),  # "Happy" and "liebe" have two notes for "good" and "dear"
    ),
    Print(
        "greensleeves",
        "rwmpelstilzchen/ukulele, greensleeves",
        "M:6/8\nL:1/8\nK:Gdor\nG|B2c d>ed|c2A F>GA|B2G G>^FG|A2^F D2G|B2c d>ed|c2A F>GA|B>AG ^F>E^F|G6|"
        "f3 f>ed|c2A F>GA|B2G G>^FG|A2^F D3|f3 f>ed|c2A F>GA|B>AG ^F>E^F|G6|]",
        (8, 16),  # long notes stand for "company" and "Greensleeves"
    ),
    Print(
        "hot_cross_buns",
        "an ABC for violin, each of its bars written as two",
        "M:2/4\nL:1/8\nK:D\nF2E2|D2z2|F2E2|D2z2|DDDD|EEEE|F2E2|D2z2|]",
        times=HALF,
    ),
    Print(
        "jingle_bells",
        "a LilyPond song sheet in G, refrain",
        "M:4/4\nL:1/4\nK:G\nBBB2|BBB2|BdG3/2A/|B3z|ccc3/2c/|cBBB/B/|BAAB|A2dz|"
        "BBB2|BBB2|BdG3/2A/|B3z|ccc3/2c/|cBBB/B/|ddcA|G3z|]",
    ),
    Print(
        "london_bridge",
        "a LilyPond encoding in C",
        "M:4/4\nL:1/4\nK:C\nG3/2A/GF|EFG2|DEF2|EFG2|G3/2A/GF|EFG2|D2G2|EC3|]",
    ),
    Print(
        "mary_had_a_little_lamb",
        "solmisasi-lily, mary",
        "M:4/4\nL:1/4\nK:D\nF3/2E/DE|FFF2|EEE2|FAA2|F3/2E/DE|FFFF|EEFE|D4|]",
        (1, 5),  # the first notes are dotted
    ),
    Print(
        "michael_row_the_boat",
        "Musica Viva, as a public song file quotes it",
        "M:4/4\nL:1/4\nK:G\nGB|d3/2B/de|d2Bd|e4|dzBd|d3/2B/cB|A2GA|B2A2|G2|]",
    ),
    Print(
        "michael_row_the_boat",
        "Slave Songs of the United States (1867), No. 31, in lambdafu/slave-songs; the lower of two notes",
        "M:2/4\nL:1/8\nK:Eb\nEG|B>GBc|BzGB|c4|BzGB|B>GAG|F2EF|G3F|E2|]",
        (7,),
        times=HALF,
    ),
    Print(
        "my_bonnie",
        "a LilyPond encoding for harmonica",
        "M:3/4\nL:1/4\nK:A\nE|cBA|BAF|EC2|z2E|cBA|AGA|B3|z2E|cBA|BAF|EC2|z2E|FBA|GFG|A3-|A3|"
        "E3|A3|F3|B2A|GGG|GFG|A2B|c3|E3|A3|F3|B2A|GGG|GFG|A3-|Az|]",
    ),
    Print(
        "ode_to_joy",
        "LiberCantorum, Freude_schoener_Goetterfunken",
        "M:4/4\nL:1/4\nK:C\nEEFG|GFED|CCDE|E3/2D/Dz|EEFG|GFED|CCDE|D3/2C/Cz|"
        "DDEC|DE/F/EC|DE/F/ED|CDG,E-|EEFG|GFED|CCDE|D3/2C/C|]",
    ),
    Print(
        "oh_susanna",
        "a LilyPond songbook, the couplets and refrain that we print",
        "M:2/4\nL:1/8\nK:G\nG/A/|Bdd>e|dBG>A|BBAG|A3G/A/|Bdd>e|dBG>A|BBAA|G4|"
        "c2c2|ee2e|ddBG|A3G/A/|Bdd>e|dBG>A|BBAA|G3|]",
    ),
    Print(
        "row_your_boat",
        "Digital Tradition, ROWROWBT",
        "M:6/8\nL:1/8\nK:C\nC3 C3|C2 D E3|E2 D E2 F|G6|ccc GGG|EEE CCC|G2 F E2 D|C6|]",
    ),
    Print(
        "sakura",
        "Essen Folksong Collection, test0.abc",
        "M:4/4\nL:1/8\nK:C\nA2A2B2z2|A2A2B3z|A2B2c2B2|A2BAF3z|E2C2E2F2|E2ECB,3z|A2B2c2B2|A2BAF3z|"
        "E2C2E2F2|E2ECB,3z|A2A2B2z2|A2A2B4|z2E2F4|BAF2E4|]",
        (13, 14),  # the last strain enters a beat later
    ),
    Print(
        "take_me_out_to_the_ball_game",
        "hhpang/ABCMusicPlayer; it breaks off in bar 16, and a bar is missing after the seventh",
        "M:3/4\nL:1/4\nK:F\nF2f|dcA|c3|G3|F2f|dcA|c3|z3|D^cD|AB=c|d2B|G3|d2d|def|ged|c3|]",
        (9, 16),
        first=1,
    ),
    Print(
        "this_old_man",
        "shuckc, in LilyPond",
        "M:4/4\nL:1/4\nK:C\nGEG2|GEG2|AGFE|DEFE/F/|GCC/C/C|C/D/E/F/G2|GDDF|EDC2|]",
    ),
    Print(
        "twinkle_twinkle",
        "rwmpelstilzchen/ukulele, maman",
        "M:4/4\nL:1/4\nK:C\nCCGG|AAG2|FFEE|DDC2|GGFF|EED2|GGFF|EED2|CCGG|AAG2|FFEE|DDC2|]",
    ),
    Print(
        "wayfaring_stranger",
        "a hymnal in LilyPond by Kenan Schaefkofer",
        "M:4/4\nL:1/8\nK:Dm\nDDA|A4-AFGA|FD3zDDA|G4-GDFG|A4zDDA|A4-AFGA|FD3zDDA|G4-GFDC|D4zAAc|"
        "d4-dcdc|AF3zAAc|d4-dcd/c/A/G/|A4zDDA|A4-AFGA|FD3zDDA|G4-GFDC|D4z|]",
    ),
    Print(
        "when_johnny_comes_marching_home",
        "P. Hardy and E. Rickheit, as a public song file quotes them",
        "M:6/8\nL:1/8\nK:Am\nE|EAAA2B|c2Bc2A|G3-G2E|G3-G2A|EAAA2B|c2Bc2d|e3-e2c|e3-e2c|"
        "e2eedc|d2dd2B|c2ccBA|B2BBcd|e3d3|c3B2E|EAAA2G|A3-A2|]",
    ),
    Print(
        "when_the_saints",
        "an encoding in ABC after Carnegie Hall's teaching score",
        "M:4/4\nL:1/16\nK:C\nC4E4F4|G16|z4C4E4F4|G16|z4C4E4F4|G8E8|C8E8|D16|z4E4E4D4|C12C4|E8G4G4|G4F12|"
        "z8E4F4|G8E8|C8D8|C16|z16|]",
    ),
    Print(
        "wondrous_love",
        "Musicam Ecclesiae, Wondrous Love",
        "M:4/4\nL:1/4\nK:Ddor\nD2|DCEG|A2GE|D2DC|E2A2|cBAG|A2GE|D4-|D2G2|AGAc|d2d2|cAA/G/E|D2D2|"
        "DCEG|A2GE|D2DC|E2A2|cBAG|A2GE|D4-|D2|]",
    ),
)

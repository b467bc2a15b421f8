"""All notations, by head and by the names that spell them."""

from mdcheck.notation import arithmetic, combinatorics, elementary, linear_algebra
from mdcheck.notation.record import Notation

BY_HEAD: dict[str, Notation] = {
    record.head: record
    for chapter in (arithmetic, elementary, combinatorics, linear_algebra)
    for record in chapter.RECORDS
}

BY_WORD: dict[str, str] = {word: record.head for record in BY_HEAD.values() for word in record.written}

"""All notations, by head and by the names that spell them."""

from mdcheck.notation import (
    arithmetic,
    collections,
    combinatorics,
    divisors,
    elementary,
    linear_algebra,
    named,
)
from mdcheck.notation.record import Notation

BY_HEAD: dict[str, Notation] = {
    record.head: record
    for chapter in (arithmetic, elementary, combinatorics, divisors, linear_algebra, collections, named)
    for record in chapter.RECORDS
}

BY_WORD: dict[str, str] = {word: record.head for record in BY_HEAD.values() for word in record.written}

"""What the index says of the canonical package: frozen data, read from its source."""

from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a package that cannot be read.

    Attributes:
        path: The file, relative to the folder that holds the package.
        line: Where it stands, counted from 1.
        message: What was expected there, and what came.
    """

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Domain:
    """The values that an argument may take, as ``impl/domains.py`` describes them.

    Attributes:
        element: Dtypes by jaxtyping's name.
        low: Least value.
        high: Greatest value.
        open: Whether ``low`` and ``high`` themselves are left out.
        law: What binds the values together (``simplex``, ``one-hot``, ``classes``, ..).
        reveal: Values that must occur among the draws because code goes wrong there.
    """

    element: str = "Float"
    low: float = float("-inf")
    high: float = float("inf")
    open: bool = False
    law: str = "free"
    reveal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One alternative of an annotation.

    Attributes:
        name: The alias or dtype (``Distribution``, ``Float``), or the whole annotation where it has no shape.
        holder: ``Tensor``, ``float``, ``int``; empty for a plain annotation.
        axes: Axes of the shape, as written: ``("*batch", "n")``.
        domain: The values allowed; None where nothing is known.
        counted: The axis whose size bounds the labels.
    """

    name: str
    holder: str = ""
    axes: tuple[str, ...] = ()
    domain: Domain | None = None
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function, of a constructor or of ``forward``; ``default`` is source text."""

    name: str
    kinds: tuple[Kind, ...]
    default: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """LaTeX of a docstring; ``span`` is its place between the dollars, in characters of the file."""

    tex: str
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Names:
    """What a concept is called."""

    english: tuple[str, ...]
    chinese: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, whatever its language."""
        return (*self.english, *self.chinese, *self.short)


@dataclass(frozen=True, slots=True)
class Convention:
    """An axis along which implementations differ; the first value is what this one does by default."""

    axis: str
    values: tuple[str, ...]

    @property
    def default(self) -> str:
        """The value in force unless a parameter selects another."""
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Raised:
    """An error and the condition under which it comes."""

    error: str
    condition: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A public function or class with its documentation.

    Attributes:
        path: Its qualified name.
        file: The file, relative to the folder that holds the package.
        line: Where it is defined.
        summary: The first line of its docstring.
        formulas: In order of writing.
        names: What it is called.
        parameters: Of the function; of ``forward`` for a module.
        constructor: Parameters of a class; empty for a function.
        attributes: Names of the attributes that a class documents.
        returns: What the function's return is annotated as; several for a tuple.
        conventions: Axes with their values.
        raises: Errors with their conditions.
        source: Paper or book.
        is_class: Whether it is a class.
    """

    path: str
    file: str
    line: int
    summary: str
    formulas: tuple[Formula, ...] = ()
    names: Names = Names(())
    parameters: tuple[Parameter, ...] = ()
    constructor: tuple[Parameter, ...] = ()
    attributes: tuple[str, ...] = ()
    returns: tuple[Kind, ...] = ()
    conventions: tuple[Convention, ...] = ()
    raises: tuple[Raised, ...] = ()
    source: str = ""
    is_class: bool = False

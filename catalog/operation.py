"""How an installation is run: `seeds/operation.yaml`. No figure comes from it, and no build is made again for it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.municipality import MunicipalityCode

# What schedules issue: the report of a month, the yearbook of a fiscal year with its tables as CSV, papers of a meeting.
Product = Literal["monthly_report", "yearbook", "csv_set", "committee_pack"]
PRODUCTS: tuple[Product, ...] = get_args(Product)

# Times of day in Japan.
ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
MailAddress = Annotated[str, Field(pattern=r"^[!-?A-~]+@[0-9A-Za-z.-]+$")]
Count = Annotated[int, Field(ge=1)]


class NightlyBuild(ClosedModel):
    """When deliveries are taken in and published, each day."""

    at: ClockTime = "02:00"


class OpenDayOfMonth(ClosedModel):
    """The n-th open day of each month, by the city's own calendar."""

    at: ClockTime = "06:00"
    open_day: Annotated[int, Field(ge=1, le=15)] = 3


class OpenDayOfYear(ClosedModel):
    """The n-th open day of one month of the year, by the city's own calendar."""

    at: ClockTime = "06:10"
    month: Annotated[int, Field(ge=1, le=12)] = 4
    open_day: Annotated[int, Field(ge=1, le=15)] = 10


class BeforeMeeting(ClosedModel):
    """So many days before the day of a meeting."""

    at: ClockTime = "06:30"
    days_before: Annotated[int, Field(ge=0, le=90)] = 14


class Retention(ClosedModel):
    """How much of the past is kept."""

    builds_kept: Count = 3
    grace_hours: Count = 24
    backups_kept: Count = 14
    logs_days: Count = 400


class Mail(ClosedModel):
    """The server that takes mail. Its certificate is verified; the password lies in a file of its own."""

    host: str = Field(min_length=1)
    port: Annotated[int, Field(ge=1, le=65535)]
    tls: Literal["starttls", "implicit"]
    sender: MailAddress
    user: str | None = None
    password_file: str | None = None
    # Of the authority that signed the server's certificate, where the system does not know it.
    ca_file: str | None = None
    # Larger files are not attached; the message says where they lie.
    attached_megabytes: Count = 10


class Recipients(ClosedModel):
    """Who gets a product by mail."""

    product: Product
    addresses: tuple[MailAddress, ...] = Field(strict=False, min_length=1)


class ClosedDays(ClosedModel):
    """Days on which a city's library is closed besides what its rules print, such as stock-taking."""

    first: date
    last: date
    reason_ja: str


class CityOperation(ClosedModel):
    """What is decided for one municipality."""

    municipality_code: MunicipalityCode
    # Whose calendar counts the open days; otherwise the first library of the rules.
    calendar_library: str | None = None
    closed_days: tuple[ClosedDays, ...] = Field(default=(), strict=False)
    committee_dates: tuple[date, ...] = Field(default=(), strict=False)
    products: tuple[Product, ...] = Field(default=PRODUCTS, strict=False)
    recipients: tuple[Recipients, ...] = Field(default=(), strict=False)

    def addresses(self, product: Product) -> tuple[str, ...]:
        """Who gets a product, each once, in the order of the file."""
        named = (address for one in self.recipients if one.product == product for address in one.addresses)
        return tuple(dict.fromkeys(named))


class Operation(ClosedModel):
    """Times, retention, mail and what each municipality issues; one that is not named issues nothing."""

    # The first month of the partitions that Dagster shows.
    first_month: date = date(2000, 4, 1)
    # Where readers reach the pages, for links in Dagster.
    pages_url: Annotated[str, Field(pattern=r"^https?://[!-~]+[^/]$")] = "http://127.0.0.1:8501"
    nightly_build: NightlyBuild = NightlyBuild()
    monthly_report: OpenDayOfMonth = OpenDayOfMonth()
    yearbook: OpenDayOfYear = OpenDayOfYear()
    csv_set: OpenDayOfYear = OpenDayOfYear(at="06:20")
    committee_pack: BeforeMeeting = BeforeMeeting()
    retention: Retention = Retention()
    mail: Mail | None = None
    municipalities: tuple[CityOperation, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _each_city_once(self) -> Self:
        codes = [city.municipality_code for city in self.municipalities]
        for code in codes:
            if codes.count(code) > 1:
                raise PydanticCustomError(
                    "city_twice", "自治体「{code}」が二度あります。一つにまとめてください", {"code": code}
                )
        if self.mail is None and any(city.recipients for city in self.municipalities):
            raise PydanticCustomError(
                "no_server", "recipients があるのに mail がありません。mail を書いてください", {}
            )
        return self


def operation_path(root: Path) -> Path:
    """Where the file lies.

    Args:
        root: the seeds folder.
    """
    return root / "operation.yaml"


def read_operation(root: Path) -> Operation:
    """The operation of an installation; without the file the usual times, and nothing is issued.

    Args:
        root: the seeds folder.

    Raises:
        CatalogError: the file cannot be read; with file, line and what is allowed.
    """
    path = operation_path(root)
    return Operation.read(path, root) if path.exists() else Operation()

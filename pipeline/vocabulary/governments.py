"""Governments of Korea and their parts, and the bodies of the state (governments.toml)."""

from collections.abc import Mapping
from functools import cached_property

from pipeline.vocabulary.load import Words, reader


class Province(Words):
    """A special city or province."""

    name: str
    short: str
    also: tuple[str, ...] = ()
    no_word: bool = False
    """The short name is a common word as well: 경기."""
    districts: tuple[str, ...] = ()


class Body(Words):
    """A ministry or another body of the state."""

    name: str
    codes: tuple[str, ...]
    """Its names in addresses and file names."""


class State(Words):
    """Bodies of the state, and how names of its other offices begin and end."""

    bodies: tuple[Body, ...]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of all listed bodies."""
        return frozenset(body.name for body in self.bodies)

    def owns(self, office: str) -> bool:
        """True when an office is one of the state's and not of a local government."""
        known = any(office == name or office.startswith(f"{name} ") for name in self.names)
        return known or office.startswith(self.beginnings) or office.endswith(self.endings)


class Governments(Words):
    """governments.toml."""

    province: tuple[Province, ...]
    state: State
    no_government_endings: tuple[str, ...]

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """Every printed name of a government, to the name it is published under."""
        names = {district: district for p in self.province for district in p.districts}
        for province in self.province:
            names |= dict.fromkeys((province.name, *province.also), province.name)
        return names

    @cached_property
    def shortened(self) -> Mapping[str, str]:
        """First words of bodies of a government, to the government: 부산도시공사."""
        return {**self.printed, **{p.short: p.name for p in self.province}}

    @cached_property
    def _stems(self) -> Mapping[str, str]:
        """Cities and counties by their names without 시 or 군, where that names one alone."""
        districts = [d for p in self.province for d in p.districts if d[-1] in "시군"]
        return {d[:-1]: d for d in districts if len(d) > 2 and d[:-1] not in self.shortened}

    def begins_name_of(self, body: str) -> str | None:
        """The city or county that the name of a body of its own begins with: 평택도시공사."""
        return next((d for stem, d in self._stems.items() if body.startswith(stem)), None)


governments = reader("governments", Governments)

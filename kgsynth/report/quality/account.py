"""Manifest -> what making the set took: what is missing, what was refused, what models cost."""

from kgsynth.report.quality.records import Account
from kgsynth.types import Manifest


def account(manifest: Manifest) -> Account | None:
    """What the manifest says; None where there is none."""
    if not manifest.kgsynth_version:
        return None
    spent = manifest.spent.get("total", {})
    return Account(
        shortfalls=manifest.shortfalls,
        drafts=manifest.counts.get("drafts"),
        rejections=_by_check(manifest.rejections),
        models=manifest.models,
        calls=int(spent.get("requests") or 0),
        tokens=int(spent.get("input_tokens") or 0) + int(spent.get("output_tokens") or 0),
        cost=spent.get("cost", 0.0),
        from_disk=int(spent.get("cached") or 0),
        seconds=round(sum(manifest.timings.values()), 3),
    )


def _by_check(rejections: dict[str, int]) -> dict[str, dict[str, int]]:
    """The check that refused most comes first."""
    table: dict[str, dict[str, int]] = {}
    for name, count in sorted(rejections.items(), key=lambda item: (-item[1], item[0])):
        check, _, reason = name.partition(": ")
        table.setdefault(check, {})[reason] = count
    return dict(sorted(table.items(), key=lambda item: (-sum(item[1].values()), item[0])))

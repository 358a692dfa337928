#!/usr/bin/env python3
"""Makes the catalogue of providers and models that the SDK carries.

    scripts/catalogue.py FOLDER sdk/src/main/resources/dev/patchbay/provider/catalogue.json

FOLDER is a folder with models.json (prices in USD per million tokens, limits, capabilities, by
provider; its meta.snapshot is the date of the catalogue) and providers.json (base URLs, keys,
tiers). What these don't say stands in catalogue_rows.py. The result depends on the input alone.

Decisions: batch and image prices are left out, as nothing here bills them. A fee for each request
that depends on the search size is carried as that of the smallest size, which is the default of
the provider; its own reported cost wins anyway. A model is retired when its deprecation date is
not after the snapshot, or the list calls it legacy. Needs Python 3.8 or later, nothing else.
"""

import json
import re
import sys
from pathlib import Path

from catalogue_rows import ROWS, RULES

PROTOCOLS = ("openai-chat", "openai-responses", "anthropic-messages", "gemini")
PRICES = ("input", "output", "cache_read", "cache_write_5m", "cache_write_1h", "cache_write",
          "reasoning", "audio_in", "audio_out", "web_search_each")
SPECIAL = ("audio", "search", "chat", "deep-research", "tts", "coder", "code", "customtools",
           "multi-agent", "build", "instruct", "embed", ":free")
DATE = re.compile(r"[-@](20\d\d-?[01]\d-?[0-3]\d)$")


def key(name):
    """What names of one model at several providers have in common; as ModelNames.key."""
    name = name[name.rfind("/") + 1:].lower()
    if name.endswith("-latest"):
        name = name[:-len("-latest")]
    name = DATE.sub("", name)
    return re.sub(r"(?<=\d)-(?=\d{1,2}(?![\da-z]))", ".", name)


def row(source):
    hand = ROWS[source["id"]]
    keys = hand.get("keys", source["env"])
    local = hand.get("local", False)
    result = {"id": source["id"], "name": source["name"], "protocols": bases(source, hand)}
    result["auth"] = hand.get("auth") or auth(source["auth"])
    result["keys"] = keys
    result["enabling"] = [] if local else [name for name in keys if name.endswith("_API_KEY")]
    result["models_path"] = source["models_path"]
    tiers = dict(source["defaults"], **hand.get("tiers", {}))
    result["tiers"] = {tier: model for tier, model in tiers.items() if model}
    for name in ("quirks", "families", "vendor", "catch_all", "local", "pass_headers",
                 "reply_headers"):
        result[name] = hand.get(name)
    return {name: value for name, value in result.items() if value not in (None, [], {}, False)}


def bases(source, hand):
    if "bases" in hand and source["id"] in ("bedrock", "vertex"):
        return hand["bases"]
    found = {}
    for protocol in source["protocols"]:
        if protocol not in PROTOCOLS:
            continue
        base = source["base_url"]
        if protocol == "anthropic-messages":
            base = source.get("anthropic_base_url", base)
        if protocol == "openai-chat":
            base = source.get("openai_base_url", base)
        found[protocol] = hand.get("bases", {}).get(protocol, base)
    return found


def auth(text):
    header, value = text.split(": ", 1)
    return [header, value.split("{")[0]]


def retired(model, snapshot):
    return model.get("status") == "legacy" or model.get("deprecation_date", "9") <= snapshot


def version(model):
    """How new a model is: by the number in its name (a pointer without one is the newest), then as
    a pointer, then by its release; of equals the plainest name."""
    name = key(model["id"])
    found = re.search(r"(?<!\d)(\d{1,2})(?:[.-](\d{1,2})(?![\da-z]))?(?!\d)", name)
    pointer = model["id"].endswith("-latest")
    number = float("%s.%s" % (found.group(1), found.group(2) or 0)) if found else 99.0 * pointer
    number = number / 10 if 30 < number < 99 else number  # gpt-35 is 3.5
    return (number, pointer, model.get("released") or "", -len(model["id"]), model["id"])


def special(model):
    """What a model is made for besides chat: an heir must not be narrower than what it inherits."""
    return {word for word in SPECIAL if word in model["id"]}


def successor(model, models, snapshot):
    heirs = [other for other in models
             if other["provider"] == model["provider"] and "family" in model
             and other.get("family") == model["family"] and other is not model
             and not retired(other, snapshot) and other.get("status") != "deprecated"
             and other.get("responses_only") == model.get("responses_only")
             and special(other) <= special(model)]
    stable = [other for other in heirs if other.get("status") != "preview"]
    newest = max(stable or heirs, key=version, default=None)
    return newest["id"] if newest and version(newest) > version(model) else None


def price(source, since):
    result = {name: source[name] for name in PRICES if name in source}
    if since:
        result["from"] = since
    fee = source.get("per_request")
    if fee is not None:
        result["per_request"] = fee["low"] if isinstance(fee, dict) else fee
    if "tiers" in source:
        tiers = sorted(source["tiers"], key=lambda tier: tier["above_input"])
        result["tiers"] = [{name: tier[name] for name in ("above_input",) + PRICES if name in tier}
                           for tier in tiers]
    return result


def card(model, models, snapshot):
    gone = retired(model, snapshot)
    ends = gone or model.get("status") == "deprecated"
    result = {
        "id": model["id"],
        "at": model["provider"],
        "aliases": model.get("aliases"),
        "context": model["context"],
        "max_input": model.get("max_input"),
        "max_output": model["max_output"],
        "caps": model.get("caps"),
        "quirks": ["no-sampling"] if model.get("no_temperature") else None,
        "responses_only": model.get("responses_only"),
        "retired": gone or None,
        "successor": successor(model, models, snapshot) if ends else None,
        "price": price(model["price"], model.get("effective")),
    }
    return {name: value for name, value in result.items() if value is not None}


def equivalences(models, snapshot):
    """The id at each provider of every model that several have, by the key of its names."""
    groups = {}
    for model in models:
        for name in {key(name) for name in [model["id"]] + model.get("aliases", [])}:
            groups.setdefault(name, {}).setdefault(model["provider"], []).append(model)
    shared = {name: group for name, group in sorted(groups.items()) if len(group) > 1}
    return {name: {at: newest(group[at], snapshot) for at in sorted(group)}
            for name, group in shared.items()}


def newest(models, snapshot):
    def age(model):
        date = DATE.search(model["id"])
        return (not retired(model, snapshot), date is None, date.group(1) if date else "",
                model.get("released") or "", model["id"])
    return max(models, key=age)["id"]


def lines(items):
    return "[\n%s\n]" % ",\n".join(compact(item) for item in items)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(folder, output):
    listed = json.loads((Path(folder) / "models.json").read_text(encoding="utf-8"))
    sources = json.loads((Path(folder) / "providers.json").read_text(encoding="utf-8"))
    snapshot, models = listed["meta"]["snapshot"], listed["models"]
    rules = [{"at": at, "models": names, "quirks": quirks} for at, names, quirks in RULES]
    same = equivalences(models, snapshot)
    parts = [
        '"version":' + compact(snapshot),
        '"rows":' + lines(row(source) for source in sources["providers"]),
        '"rules":' + lines(rules),
        '"models":' + lines(card(model, models, snapshot) for model in models),
        '"equivalences":{\n%s\n}' % ",\n".join(
            compact(name) + ":" + compact(ids) for name, ids in same.items()),
    ]
    Path(output).write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

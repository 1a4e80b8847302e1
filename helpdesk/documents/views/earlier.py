"""Earlier versions of a document: their name, date and outcome, never their bytes."""

from collections import defaultdict


def earlier_versions(files):
    """{slot id: [file, …]}, newest first: files that were sent for a document and have gone. No query.

    `files`: the ticket's attachments with `version`, removed ones too.
    """
    found = defaultdict(list)
    for file in files:
        version = getattr(file, "version", None) if file.removed_at else None
        if version is not None:
            found[version.slot_id].append(file)
    return {slot: sorted(some, key=lambda file: -file.version.number) for slot, some in found.items()}

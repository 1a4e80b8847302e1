"""The icon (lucide) and the tone of each kind of event in Recent Activity."""

from helpdesk.tickets.models import EventKind

ICONS = {
    EventKind.SUBMITTED: "ticket", EventKind.FILE_SENT: "file-up", EventKind.FILE_REMOVED: "file-x",
    EventKind.DOCUMENTS_ARRIVED: "files", EventKind.RESULT_SENT: "file-check", EventKind.REQUIREMENT_CHANGED: "file-cog",
    EventKind.CHECK_TICKED: "list-checks", EventKind.ASSIGNED: "user-check", EventKind.TRANSFERRED: "arrow-right-left",
    EventKind.REPLIED: "message-square", EventKind.NOTED: "sticky-note", EventKind.WAITING: "hourglass",
    EventKind.RESUMED: "play", EventKind.ESCALATED: "arrow-up-right", EventKind.CAME_BACK: "arrow-down-left",
    EventKind.CALL_SCHEDULED: "video", EventKind.CALL_PROPOSED: "calendar-plus", EventKind.CALL_MOVED: "calendar-clock",
    EventKind.CALL_CANCELLED: "calendar-x", EventKind.CALL_RECORDED: "video", EventKind.CLOSED: "check",
    EventKind.EDITED: "pencil", EventKind.WATCHER_ADDED: "eye", EventKind.WATCHER_REMOVED: "eye-off",
    EventKind.REJECTED: "x", EventKind.CANCELLED: "ban", EventKind.REOPENED: "rotate-ccw", EventKind.EVALUATED: "star",
    EventKind.PRIVACY_CHANGED: "lock", EventKind.FILE_INFECTED: "bug", EventKind.DOCUMENTS_DELETED: "file-minus", EventKind.HELD: "archive",
    EventKind.RELEASED: "archive-restore", EventKind.DOCUMENT_REUSED: "file-clock", EventKind.DOCUMENT_EXPIRED: "calendar-x-2",
}

TONES = {
    EventKind.DOCUMENTS_ARRIVED: "ok", EventKind.RESULT_SENT: "wait", EventKind.WAITING: "wait",
    EventKind.FILE_INFECTED: "bad", EventKind.DOCUMENT_EXPIRED: "wait", EventKind.CALL_RECORDED: "ok", EventKind.CLOSED: "ok", EventKind.REJECTED: "bad", EventKind.CANCELLED: "bad",
}

"""What the station advises after its check of itself."""

from inspector.domain.phrase import PhraseBook


class CheckPhrase(PhraseBook):
    """Remedies of the check."""

    CHECK_CAMERA_CABLE = "Check power and cable of the camera."
    WATCH_CAMERA = "Run `inspector camera doctor --watch 60` while the camera streams."
    LOOK_AT_SETTINGS = "Look at the settings that the camera did not keep."
    SET_EXPOSURE = "Set exposure, gain and light so that good parts are neither dark nor saturated."
    FOCUS = "Take off the lens cap, switch on the light, then focus on a part."
    GIVE_VERDICTS_TIME = "Use a faster model, or give verdicts more time: plc.decision_deadline_ms."
    START_STATION_ANEW = "Start the station anew; see the log files in the data folder."
    CHECK_PLC_NETWORK = "Check the network to the PLC, its address and its program."
    BEAT_MORE_OFTEN = "Let the PLC beat more often, or allow more: plc.heartbeat_timeout_ms."
    CHECK_COUPLER = "Check the coupler and the registers in plc.watchdog."
    COMPARE_COUNTS = (
        "Look at the counts of station and PLC, and find the parts that one of them missed."
    )
    FREE_DISK_SPACE = "Free disk space, or keep fewer pictures."
    KEEP_FEWER_PICTURES = "Keep fewer pictures, or give them a larger disk."
    MAKE_FOLDER_WRITABLE = "Make the data folder writable for the account of the station."
    USE_LOCAL_DISK = "Keep the data folder on a local solid-state disk."
    FREE_DATA_DISK = (
        "Free disk space on the data folder; what is not recorded waits in the journal."
    )
    RESTORE_BACKUP = (
        "Keep the data folder, and restore the last backup: docs/reference/database.md."
    )
    SET_TIME_ZONE = "Set the time zone of the computer, if the line does not stand in this one."
    CHECK_TIME_SERVICE = "The wall clock was set since the engine started; check the time service."
    USE_NTP = "Let the computer set its clock over the network (NTP)."
    END_OTHER_PROGRAMS = "See what else runs on this computer, and end it."
    SET_GOVERNOR = "Set it to performance: a core that sleeps deeply answers late."
    USE_ONE_VERSION = "Start app and station from the same installation."
    DEFINE_PEOPLE = "Define people; until then everybody at the panel may do everything."
    KEEP_AUDIT_TRAIL = "Keep a copy of the trail, and see what `inspector audit verify` says."
    REPORT_WITH_LOG = "Report this with the log file."
    LET_SERVER_KEEP_UP = (
        "Look whether the server and the network keep up; the station keeps everything."
    )

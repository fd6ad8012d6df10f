"""The words that the template grammar draws from."""


def words(text: str) -> list[str]:
    return text.split()


AMBIGUOUS_VERBS = words(
    "store retry record list report index lock log cache queue update dump load process request return set check "
    "copy display print match name order plan query reference release restart schedule search sort stop support "
    "switch transfer use value block build call change commit control delete cause claim start test filter format "
    "handle group grant import export increase issue limit link map mark merge monitor note open patch place probe "
    "prompt push pull rank replay reset review route run scan sample ship shape show signal sign split stage stream "
    "swap tag time trace track trigger trust upgrade view vacuum watch wrap archive branch clone fork "
    "rebase stash fetch checkpoint flush refresh cost"
)
PLAIN_VERBS = words(
    "create remove specify contain include read write configure install enable disable allocate apply assign convert "
    "define describe execute generate identify ignore maintain modify override parse prevent provide receive "
    "reject replace require restore retrieve save select send verify compress encrypt add keep accept affect avoid "
    "choose compare collect connect detect determine ensure evaluate examine find follow inspect invoke produce "
    "recover reduce represent skip validate manage make give take get need omit"
)
INTRANSITIVE_VERBS = words("start fail run stop exit work wait crash restart terminate change finish exist occur end")
CONTROL_VERBS = words("fail try need attempt continue begin tend")
IRREGULAR = {  # past tense and past participle
    "run": ("ran", "run"), "set": ("set", "set"), "show": ("showed", "shown"), "split": ("split", "split"),
    "cost": ("cost", "cost"), "read": ("read", "read"), "write": ("wrote", "written"), "send": ("sent", "sent"),
    "keep": ("kept", "kept"), "choose": ("chose", "chosen"), "find": ("found", "found"), "make": ("made", "made"),
    "give": ("gave", "given"), "take": ("took", "taken"), "get": ("got", "got"), "build": ("built", "built"),
    "begin": ("began", "begun"), "reset": ("reset", "reset"), "rise": ("rose", "risen"), "fall": ("fell", "fallen"),
    "grow": ("grew", "grown"), "override": ("overrode", "overridden"),
}  # fmt: skip
DOUBLED = words(
    "stop log plan tag swap map ship run get wrap set reset split commit control scan skip permit omit begin "
    "transfer trap drop"
)
NOUNS = words(
    "table server client index query transaction file command option parameter user connection request process "
    "package branch repository commit log record lock backup cache buffer value row column key message session role "
    "directory disk block script service module kernel device driver host port network address password certificate "
    "update release view trigger function plan result report error change patch merge tag object test name type "
    "string list array thread job task event signal timeout limit checkpoint snapshot schema database cluster "
    "replica node line page statement expression operator setting argument variable field header program "
    "system application administrator developer image volume partition interface template document link mirror "
    "dependency library operation rule policy group account privilege sequence constraint cursor"
)
MASS_NOUNS = words("data information memory storage access replication output input support software traffic code")
PLURAL_HEADS = words("statistics contents credentials privileges permissions rights details settings")
ADJECTIVES = words(
    "new default temporary remote local current previous last large small single empty invalid public physical "
    "logical additional different separate specific internal external global main full partial recent active "
    "standard normal original entire same common old next first other complete"
)
PARTICIPLES = words("failed specified selected installed updated deleted named stored cached shared required")
RUNNING = words("running existing remaining pending matching missing following waiting")
SOFTWARE = words(
    "PostgreSQL Git Debian Apache Python Linux Docker Kubernetes Nginx Redis SQLite Samba OpenSSH Postfix Exim Ansible "
    "Puppet GNOME Bash Emacs Firefox Perl Django Kafka Terraform Jenkins Ubuntu systemd GnuPG MariaDB LibreOffice"
)
KEYWORDS = words("SELECT INSERT UPDATE CREATE VACUUM ANALYZE JOIN WHERE WAL SQL XML JSON SSL HTTP DNS TCP NULL")
IDENTIFIERS = words(
    "LogFile AllowOverride DocumentRoot StandardOutput ExecStart MaxClients HostName TreeView "
    "GIT_DIR NO_COMMIT PG_VERSION LC_ALL MAX_RETRIES DEBIAN_FRONTEND HTTP_PROXY pg_stat_replication core.autocrlf "
    "work_mem shared_buffers max_connections wal_level pg_stat_activity pg_class search_path archive_mode user_id "
    "core.editor merge.tool postgresql.conf pg_hba.conf sources.list fsync listen_addresses log_directory HEAD origin "
    "master main apt dpkg psql pg_dump initdb autovacuum git sshd cron grep __init__ setup.py config.yaml"
)
OPTIONS = words("--force --all --no-verify -f -a -v --dry-run --quiet --verbose --amend --depth --help -n --global")
PATHS = words(
    "/etc/fstab /etc/apt/sources.list /var/log/syslog ~/.bashrc .git/config /usr/share/doc /etc/passwd "
    "/var/lib/postgresql $HOME/.ssh/id_rsa /boot/grub refs/heads/master /etc/network/interfaces"
)
COMPANIES = words("Northwind Contoso Halberd Lumatech Orvane Pellworth Brightwater Castellan")
COMMANDS = words(
    "git-push git-commit git-fetch apt-install apt-update systemctl-restart DROP-TABLE CREATE-INDEX ALTER-TABLE"
)
HYPHENATED = words("command-line run-time log-file key-value row-level source-code user-level client-side")
WITH_PARTICIPLE = words("user-defined system-defined host-based time-based file-based password-protected")
RECENTLY = words("newly previously recently locally currently automatically explicitly")
MEASURES = words("sales revenue profit income earnings costs shipments orders margins spending exports claims")
ADVERBS = words("automatically also only usually always never normally then now still immediately")
PREPOSITIONS = words("in on from with for to by after before during without under through")
SUBORDINATORS = words("if when because while until before after although unless since once")
MODALS = words("can may must should will might cannot")
MONTHS = words("January February March April May June July September October November")

"""A question -> whether it asks what holds in all the world, so that a product in it would only mislead.

``How does RAID 5 differ from RAID 0 in Otterbook?`` seems to ask for something that Otterbook does its own way.
"""

import re

_STANDARD = (
    r"(?:RFC \d+|IPv[46]|(?:IP|TCP|UDP|ICMP|ARP|DNS|DHCP|BOOTP|FTP|SFTP|TFTP|SSH|SSL|TLS|SMTP|IMAP|LDAP|NFS|SNMP|NTP|"
    r"PPP|BIOS|UEFI|ACPI|MIME|POSIX|ASCII|Unicode)(?:v\d)?|HTTPS?(?:/\d)?|POP3?|UTF-\d+|RAID ?-?\d*|"
    r"(?:the )?(?-i:(?:[A-Z][\w/-]+ ){1,5}Protocol))"
)
_OF_A_STANDARD = re.compile(
    rf"^(?:what (?:is|are) {_STANDARD}(?: (?:used )?for)?$"
    rf"|what (?:does|do|can|will) {_STANDARD} (?:be used for|[a-z]+(?: for)?)$"
    rf"|how do(?:es)? {_STANDARD} (?:differ from|and) {_STANDARD}(?: differ)?$"
    rf"|(?:where|when) (?:is|was|are) {_STANDARD} (?:defined|described|specified|standardi[sz]ed|published)$)",
    re.IGNORECASE,
)
_OF_A_PERSON = re.compile(r"^Who (?:is|was) [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3}$")


def is_of_the_world(bare: str) -> bool:
    """Whether a question asks what a standard is or does, or who somebody is by full name.

    Args:
        bare: the question without its mark, and without what it belongs to.

    >>> is_of_the_world("Where is ICMPv6 defined"), is_of_the_world("How do I turn on IPv6")
    (True, False)
    """
    return _OF_A_STANDARD.match(bare) is not None or _OF_A_PERSON.match(bare) is not None

"""At which addresses this machine can be reached from the local network, without sending anything."""

import contextlib
import ipaddress
import socket

# Asking the system for a route sends no packet. One address of each private range, and one of the documentation range,
# which stands for "anywhere else".
_TOWARDS = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")


def lan_addresses() -> list[str]:
    """The IPv4 addresses of this machine, the likeliest one first; empty without a network."""
    found = [address for towards in _TOWARDS if (address := _address_towards(towards))]
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    usable = [address for address in dict.fromkeys(found) if _is_usable(address)]
    return sorted(usable, key=lambda address: ipaddress.ip_address(address).is_link_local)


def _address_towards(target: str) -> str | None:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((target, 9))
        return str(probe.getsockname()[0])
    return None


def _is_usable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified or parsed.is_multicast)

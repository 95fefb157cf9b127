"""Rate limits know clients behind a proxy apart, and nobody can make up an address."""

import pytest

from accessibility.rate_limits.client_address import HEADER, client_network, digest

PROXY, CLIENT = "172.18.0.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def behind_a_proxy(settings):
    settings.TRUSTED_PROXIES = ["172.16.0.0/12", "127.0.0.0/8", "::1", "unix"]


@pytest.mark.parametrize(
    ("peer", "said", "client"),
    [
        (PROXY, CLIENT, CLIENT),
        ("127.0.0.1", CLIENT, CLIENT),
        ("::1", CLIENT, CLIENT),
        ("::ffff:127.0.0.1", CLIENT, CLIENT),
        ("", CLIENT, CLIENT),  # a socket file
        (PROXY, f" {CLIENT} ", CLIENT),
        (PROXY, "2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"),
        (PROXY, "2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        (PROXY, "fe80::1%eth0", "fe80::/64"),
        (PROXY, "::ffff:203.0.113.9", CLIENT),
        # Not from a proxy of ours: whatever is said, the connection itself counts.
        (CLIENT, "198.51.100.1", CLIENT),
        ("2001:db8::7", "198.51.100.1", "2001:db8::/64"),
        ("172.32.0.1", "198.51.100.1", "172.32.0.1"),
        # From a proxy of ours that says nothing that could be one address.
        (PROXY, "", PROXY),
        (PROXY, f"{CLIENT}, 198.51.100.1", PROXY),
        (PROXY, f"{CLIENT}:4711", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, "203.0.113.009", PROXY),
        ("", "", "unknown"),
    ],
)
def test_the_client_is_who_the_proxy_says_or_who_connects(peer, said, client):
    assert client_network({"REMOTE_ADDR": peer, HEADER: said}) == client


@pytest.mark.parametrize("peer", ["", "127.0.0.1", PROXY])
def test_without_a_proxy_of_ours_no_header_is_believed(settings, peer):
    settings.TRUSTED_PROXIES = []

    assert client_network({"REMOTE_ADDR": peer, HEADER: CLIENT}) == (peer or "unknown")


@pytest.mark.parametrize("name", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_headers_that_proxies_pass_on_are_not_believed(name):
    assert client_network({"REMOTE_ADDR": PROXY, name: CLIENT}) == PROXY


def test_a_digest_says_nothing_without_the_key(settings):
    ours = digest("sign-in", CLIENT)
    settings.SECRET_KEY = "another key that nobody else has, fifty characters"

    assert digest("sign-in", CLIENT) != ours
    assert digest("sign-in", CLIENT) != digest("sign-i", f"n{CLIENT}")

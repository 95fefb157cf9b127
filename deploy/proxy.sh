#!/bin/sh
# nginx in its container: started, and told to read its files again when they have changed.
# A certificate that was renewed is used within a minute; new files that are wrong are left alone.
# SECONDS_BETWEEN_LOOKS, CONFIGURATION and CERTIFICATES may be given.
set -eu
configuration=${CONFIGURATION:-/etc/nginx/site}
certificates=${CERTIFICATES:-/etc/nginx/tls}

# By content: copies, links and times of files do not matter.
state() {
    cat "$configuration"/*.conf "$certificates"/*.pem 2> /dev/null | cksum
}

nginx_here() {
    nginx -c "$configuration/nginx.conf" -e stderr "$@"
}

reload_when_changed() {
    known=$1
    while sleep "${SECONDS_BETWEEN_LOOKS:-30}"; do
        now=$(state)
        [ "$now" = "$known" ] && continue
        known=$now
        if nginx_here -t -q; then
            nginx_here -s reload
        else
            echo "nginx goes on as it is: its new files cannot be used." >&2
        fi
    done
}

reload_when_changed "$(state)" &
exec nginx -c "$configuration/nginx.conf" -e stderr -g "daemon off;"

#!/usr/bin/env bash
# A file is sent with a header of its own (add_header ... always). Guess: an answer has that header
# once, whatever its status. Seen with nginx 1.22.1 (Debian 12): a range past the end of the file is
# answered with 416 and the header twice, since headers are added before the range is looked at, and
# again to the answer that takes the file's place. A policy that is sent twice is two policies.
# A named location for 416 that adds nothing sends it once.
set -euo pipefail

folder=$(mktemp -d)
cleanup() {
    [ -f "$folder/nginx.pid" ] && kill "$(cat "$folder/nginx.pid")" 2> /dev/null
    rm -rf "$folder"
}
trap cleanup EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq -o APT::Sandbox::User=root nginx=1.22.1-9+deb12u11
dpkg-deb --extract nginx_*.deb programs
nginx=$folder/programs/usr/sbin/nginx
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir files
echo "Rest before you are tired." > files/page
cat > nginx.conf << CONFIGURATION
pid $folder/nginx.pid;
events { }
http {
    access_log off;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    server {
        listen 127.0.0.1:$port;
        location /plain/ {
            alias $folder/files/;
            add_header X-Policy strict always;
        }
        location /named/ {
            alias $folder/files/;
            add_header X-Policy strict always;
            error_page 416 @past_the_end;
        }
        location @past_the_end {
            add_header X-Nothing "";
            return 416;
        }
    }
}
CONFIGURATION
"$nginx" -v
"$nginx" -c "$folder/nginx.conf" -e stderr

count() {
    curl --silent --include --range "$2" "http://127.0.0.1:$port/$1/page" | grep --count '^X-Policy:'
}

whole=$(count plain 0-3) past=$(count plain 999-) named=$(count named 999-)
echo "The header: $whole time(s) with 206, $past with 416, $named with 416 by a named location."
[ "$whole $past $named" = "1 2 1" ]

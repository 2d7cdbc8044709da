/**
 * The options of curl (https://curl.se/docs/manpage.html, 8.16) that say nothing about the request itself: where the
 * answer goes, how the connection is made, how long to wait. What is neither here nor read is refused, since nobody
 * could tell whether the next word belongs to it.
 */

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Such options with a value. */
export const idleWithValue: ReadonlySet<string> = new Set(
  words(`
    --abstract-unix-socket --alt-svc --cacert --capath --cert --cert-type --ciphers --connect-timeout --connect-to
    --cookie-jar --create-file-mode --crlfile --curves --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr
    --dns-servers --doh-url --dump-header --ech --egd-file --engine --etag-save --expect100-timeout
    --happy-eyeballs-timeout-ms --haproxy-clientip --hsts --interface --ip-tos --keepalive-cnt --keepalive-time --key
    --key-type --krb --libcurl --limit-rate --local-port --login-options --max-filesize --max-redirs --max-time
    --noproxy --output --output-dir --parallel-max --parallel-max-host --pass --pinnedpubkey --preproxy --proto
    --proto-default --proto-redir --proxy --proxy-cacert --proxy-capath --proxy-cert --proxy-cert-type --proxy-ciphers
    --proxy-crlfile --proxy-header --proxy-key --proxy-key-type --proxy-pass --proxy-pinnedpubkey --proxy-service-name
    --proxy-tls13-ciphers --proxy-tlsauthtype --proxy-tlspassword --proxy-tlsuser --proxy-user --proxy1.0
    --random-file --rate --resolve --retry --retry-delay --retry-max-time --service-name --sigalgs --socks4 --socks4a
    --socks5 --socks5-gssapi-service --socks5-hostname --speed-limit --speed-time --stderr --tls-max --tls13-ciphers
    --tlsauthtype --tlspassword --tlsuser --trace --trace-ascii --trace-config --unix-socket --vlan-priority
    --write-out`),
)

/** Such options without a value; each may stand with `--no-` too. */
export const idleFlags: ReadonlySet<string> = new Set(
  words(`
    --alpn --basic --buffer --ca-native --cert-status --clobber --compressed --create-dirs --disable
    --disallow-username-in-url --doh-cert-status --doh-insecure --fail --fail-early --fail-with-body --false-start
    --follow --globoff --haproxy-protocol --http0.9 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3
    --http3-only --ignore-content-length --include --insecure --ipv4 --ipv6 --junk-session-cookies --keepalive
    --location --location-trusted --mptcp --no-alpn --no-buffer --no-clobber --no-keepalive --no-progress-meter
    --no-sessionid --npn --out-null --parallel --parallel-immediate --path-as-is --post301 --post302 --post303
    --progress-bar --progress-meter --proxy-anyauth --proxy-basic --proxy-ca-native --proxy-digest --proxy-insecure
    --proxy-negotiate --proxy-ntlm --proxy-ssl-allow-beast --proxy-ssl-auto-client-cert --proxy-tlsv1 --proxytunnel
    --raw --remote-header-name --remote-name --remote-name-all --remote-time --remove-on-error --retry-all-errors
    --retry-connrefused --sessionid --show-error --show-headers --silent --skip-existing --socks5-basic
    --socks5-gssapi --socks5-gssapi-nec --ssl --ssl-allow-beast --ssl-auto-client-cert --ssl-no-revoke --ssl-reqd
    --ssl-revoke-best-effort --sslv2 --sslv3 --styled-output --suppress-connect-headers --tcp-fastopen --tcp-nodelay
    --tls-earlydata --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --tr-encoding --trace-ids --trace-time --verbose
    --xattr`),
)

/** The letters that stand for an option. */
export const longOf: Readonly<Record<string, string>> = {
  '#': '--progress-bar',
  '0': '--http1.0',
  '1': '--tlsv1',
  '2': '--sslv2',
  '3': '--sslv3',
  '4': '--ipv4',
  '6': '--ipv6',
  ':': '--next',
  A: '--user-agent',
  C: '--continue-at',
  D: '--dump-header',
  E: '--cert',
  F: '--form',
  G: '--get',
  H: '--header',
  I: '--head',
  J: '--remote-header-name',
  K: '--config',
  L: '--location',
  N: '--no-buffer',
  O: '--remote-name',
  R: '--remote-time',
  S: '--show-error',
  T: '--upload-file',
  U: '--proxy-user',
  X: '--request',
  Y: '--speed-limit',
  Z: '--parallel',
  b: '--cookie',
  c: '--cookie-jar',
  d: '--data',
  e: '--referer',
  f: '--fail',
  g: '--globoff',
  i: '--include',
  j: '--junk-session-cookies',
  k: '--insecure',
  m: '--max-time',
  n: '--netrc',
  o: '--output',
  p: '--proxytunnel',
  q: '--disable',
  r: '--range',
  s: '--silent',
  u: '--user',
  v: '--verbose',
  w: '--write-out',
  x: '--proxy',
  y: '--speed-time',
  z: '--time-cond',
}

/** Reserved for documentation, for names inside of a network, for one machine. https://www.iana.org/assignments/special-use-domain-names */
const INSIDE =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|intra|private|corp|lan|home|home\.arpa|svc|cluster|consul|docker|podman|test|testing|example|invalid|onion|i2p|mesh|arpa|priv|localnet|dev\.local|dummy|fake)$|(?:^|\.)svc\./i;
const DOCUMENTATION = /(?:^|\.)example\.(?:com|org|net|edu|io|dev|co|app|de|fr|ru|uk|cn|local)$/i;
/** What people write where a name of their own would stand. */
const PLACEHOLDER =
  /(?:^|[.-])(?:your|my|some|the|a|target|other|remote)[-_]?(?:own)?[-_]?(?:host|server|domain|site|app|api|company|organization|org|instance|service|name|url|website|proxy|registry|cluster|backend)\w{0,20}(?:[.-]|$)|^(?:host|localhost|hostname|domain|server|address|url|ip|foo|bar|baz|acme|xxx+|site|website|change-?me|placeholder|yourdomain|mydomain|somedomain|fake|dummy|test|demo)(?:\.|$)|(?:^|\.)(?:domain|yourdomain|mydomain|foo|bar|acme|company|site|website|host|hostname|test|yoursite|mysite|somewhere|blah|abc|xyz)\.(?:com|org|net|tld|io|local|co|dev|de)$/i;
const PRIVATE =
  /^(?:0|10|127)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^192\.0\.[02]\.|^198\.(?:18|19|51)\.|^203\.0\.113\.|^2(?:2[4-9]|[34]\d|5[0-5])\.|^1\.2\.3\.4$|^1\.1\.1\.1$|^8\.8\.[48]\.[48]$|^9\.9\.9\.9$|^(\d{1,3})\.\1\.\1\.\1$/;

/** Whether a host can only be one on the public network: no name or address that is private, reserved, or left for the reader to fill in. */
export function isPublicHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return !PRIVATE.test(name);
  if (!/^(?:[a-z0-9](?:[a-z0-9_-]{0,62})\.){1,8}[a-z]{2,24}$/.test(name) || name.includes('_')) return false;
  return !INSIDE.test(name) && !DOCUMENTATION.test(name) && !PLACEHOLDER.test(name);
}

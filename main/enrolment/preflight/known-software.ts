// SPDX-License-Identifier: Apache-2.0
export interface KnownSoftware {
  readonly name: string;
  readonly kind: 'security' | 'debugging';
}

/** Patterns for CA names, from product manuals and browser lists. A match proves nothing. */
const products: readonly (readonly [name: string, kind: KnownSoftware['kind'], pattern: RegExp])[] = [
  ['Kaspersky', 'security', /kaspersky/i],
  ['Avast', 'security', /avast!? (web|untrusted)|avast.*(root|shield)/i],
  ['AVG', 'security', /\bavg (web|technologies)/i],
  ['ESET', 'security', /\beset ssl filter/i],
  ['Bitdefender', 'security', /bitdefender/i],
  ['Dr.Web', 'security', /dr\.?web/i],
  ['Norton', 'security', /\bnorton (web|root)|symantec web/i],
  ['AdGuard', 'security', /adguard/i],
  ['360', 'security', /\b360 ?(total|safe|ssl)|奇虎/i],
  ['奇安信 QAX', 'security', /奇安信|\bqianxin\b|\bqax\b/i],
  ['深信服 Sangfor', 'security', /深信服|sangfor/i],
  ['天融信 Topsec', 'security', /天融信|topsec/i],
  ['绿盟 NSFOCUS', 'security', /绿盟|nsfocus/i],
  ['Fortinet FortiGate', 'security', /forti(net|gate)/i],
  ['Zscaler', 'security', /zscaler/i],
  ['Palo Alto Networks', 'security', /palo ?alto/i],
  ['Cisco Umbrella', 'security', /cisco umbrella|opendns/i],
  ['Cisco Secure Web Appliance', 'security', /ironport|cisco web security/i],
  ['Check Point', 'security', /check ?point/i],
  ['Sophos', 'security', /sophos/i],
  ['Netskope', 'security', /netskope|goskope/i],
  ['Forcepoint', 'security', /forcepoint|websense/i],
  ['Blue Coat', 'security', /blue ?coat/i],
  ['McAfee / Skyhigh Web Gateway', 'security', /mcafee|skyhigh/i],
  ['WatchGuard', 'security', /watchguard|fireware/i],
  ['SonicWall', 'security', /sonicwall/i],
  ['Barracuda', 'security', /barracuda/i],
  ['Squid', 'security', /\bsquid\b/i],
  ['Fiddler', 'debugging', /fiddler/i],
  ['Charles', 'debugging', /charles proxy/i],
  ['mitmproxy', 'debugging', /mitmproxy/i],
  ['Burp Suite', 'debugging', /portswigger/i],
  ['OWASP ZAP', 'debugging', /\b(owasp )?zap root|zed attack proxy/i],
  ['Proxyman', 'debugging', /proxyman/i],
  ['AnyProxy', 'debugging', /anyproxy/i],
  ['whistle', 'debugging', /whistle\.\d|wproxy/i],
  ['Reqable', 'debugging', /reqable/i],
];

export function knownSoftware(issuers: readonly string[]): KnownSoftware | null {
  const [name, kind] = products.find(([, , pattern]) => issuers.some((issuer) => pattern.test(issuer))) ?? [];
  return name === undefined || kind === undefined ? null : { name, kind };
}

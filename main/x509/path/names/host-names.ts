// SPDX-License-Identifier: Apache-2.0
/** RFC 1034 §3.5, RFC 1123 §2.1. `*` is allowed only as the first label. */
const syntax = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export function isHostSyntax(name: string): boolean {
  return name.length <= 253 && syntax.test(name);
}

/** `*` matches exactly one label (RFC 9525 §6.3). */
export function matchesHostName(presented: string, host: string): boolean {
  const [name, wanted] = [presented.toLowerCase(), host.toLowerCase().replace(/\.$/, '')];
  if (!isHostSyntax(name)) return false;
  if (!name.startsWith('*.')) return name === wanted;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === name.slice(1) && !isPublicSuffix(name.slice(2));
}

/** Second-level labels that registries of country domains use, such as `co` in `co.uk`. */
const registryLabels = new Set(['ac', 'co', 'com', 'edu', 'go', 'gob', 'gov', 'gv', 'mil', 'ne', 'net', 'or', 'org']);

/** Approximates the public suffix list, which changes weekly. */
export function isPublicSuffix(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length === 1 || (labels.length === 2 && labels[1]?.length === 2 && registryLabels.has(labels[0] as string))
  );
}

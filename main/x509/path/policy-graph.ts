// SPDX-License-Identifier: Apache-2.0
import { anyPolicy } from './extension-oids.ts';
import type { PathCertificate } from './path-certificate.ts';
import type { PathOptions } from './path-options.ts';

interface PolicyNode {
  expected: Set<string>;
  readonly parents: Set<string>;
}
type Depth = Map<string, PolicyNode>;

/**
 * Uses RFC 9618's graph, not RFC 5280's exponential tree. Starts from the anchor's constraints (RFC 5937 §3).
 * @param path anchor first, leaf last
 */
export function satisfiesPolicies(
  [anchor, ...path]: readonly [PathCertificate, ...PathCertificate[]],
  options: PathOptions,
): boolean {
  const n = path.length;
  const { requireExplicit, inhibitMapping } = anchor.policyConstraints ?? {
    requireExplicit: null,
    inhibitMapping: null,
  };
  let explicitPolicy = options.explicitPolicy ? 0 : Math.min(n + 1, requireExplicit ?? n + 1);
  let policyMapping = options.inhibitMapping ? 0 : Math.min(n + 1, inhibitMapping ?? n + 1);
  let inhibitAny = options.inhibitAnyPolicy ? 0 : Math.min(n + 1, anchor.inhibitAnyPolicy ?? n + 1);
  let graph: Depth[] | null = [new Map([[anyPolicy, { expected: new Set([anyPolicy]), parents: new Set() }]])];

  for (const [index, certificate] of path.entries()) {
    const isLast = index === n - 1;
    if (graph !== null) graph = addDepth(graph, certificate, inhibitAny > 0 || (!isLast && certificate.selfIssued));
    if (explicitPolicy === 0 && graph === null) return false;
    if (isLast) break;
    // §6.1.4 a
    if (certificate.policyMappings?.some((pair) => pair.includes(anyPolicy)) === true) return false;
    if (graph !== null) graph = mapPolicies(graph, certificate, policyMapping > 0);
    if (!certificate.selfIssued) {
      explicitPolicy = Math.max(0, explicitPolicy - 1);
      policyMapping = Math.max(0, policyMapping - 1);
      inhibitAny = Math.max(0, inhibitAny - 1);
    }
    explicitPolicy = Math.min(explicitPolicy, certificate.policyConstraints?.requireExplicit ?? explicitPolicy);
    policyMapping = Math.min(policyMapping, certificate.policyConstraints?.inhibitMapping ?? policyMapping);
    inhibitAny = Math.min(inhibitAny, certificate.inhibitAnyPolicy ?? inhibitAny);
  }
  // §6.1.5 a, b
  explicitPolicy = Math.max(0, explicitPolicy - 1);
  if (path[n - 1]?.policyConstraints?.requireExplicit === 0) explicitPolicy = 0;
  return explicitPolicy > 0 || (graph !== null && isWanted(graph, wantedPolicies(anchor, options)));
}

/** §6.1.3 d, e. Returns null if no policy is left. */
function addDepth(graph: Depth[], certificate: PathCertificate, anyAllowed: boolean): Depth[] | null {
  const { policies } = certificate;
  if (policies === null) return null;
  const above = graph.at(-1) as Depth;
  const accepting = acceptingNodes(above);
  const depth: Depth = new Map();
  for (const policy of policies) {
    if (policy === anyPolicy) continue;
    const parents = accepting.get(policy) ?? (above.has(anyPolicy) ? new Set([anyPolicy]) : null);
    if (parents) depth.set(policy, { expected: new Set([policy]), parents });
  }
  if (policies.includes(anyPolicy) && anyAllowed) {
    for (const [policy, parents] of accepting) {
      if (!depth.has(policy)) depth.set(policy, { expected: new Set([policy]), parents });
    }
  }
  return prune([...graph, depth]);
}

function acceptingNodes(depth: Depth): Map<string, Set<string>> {
  const accepting = new Map<string, Set<string>>();
  for (const [policy, { expected }] of depth) {
    for (const accepted of expected) {
      const nodes = accepting.get(accepted);
      if (nodes) nodes.add(policy);
      else accepting.set(accepted, new Set([policy]));
    }
  }
  return accepting;
}

/** §6.1.4 b */
function mapPolicies(graph: Depth[], { policyMappings }: PathCertificate, allowed: boolean): Depth[] | null {
  if (policyMappings === null) return graph;
  const depth = graph.at(-1) as Depth;
  const mapped = new Map<string, Set<string>>();
  for (const [from, to] of policyMappings) mapped.set(from, (mapped.get(from) ?? new Set()).add(to));
  for (const [policy, expected] of mapped) {
    const node = depth.get(policy);
    if (!allowed) depth.delete(policy);
    else if (node) node.expected = expected;
    else if (depth.has(anyPolicy)) depth.set(policy, { expected, parents: new Set([anyPolicy]) });
  }
  return prune(graph);
}

function prune(graph: Depth[]): Depth[] | null {
  for (let index = graph.length - 1; index > 0; index--) {
    const used = new Set<string>();
    for (const { parents } of (graph[index] as Depth).values()) for (const parent of parents) used.add(parent);
    const above = graph[index - 1] as Depth;
    for (const policy of above.keys()) if (!used.has(policy)) above.delete(policy);
  }
  return (graph.at(-1) as Depth).size === 0 ? null : graph;
}

function wantedPolicies({ policies }: PathCertificate, { initialPolicies }: PathOptions): readonly string[] | null {
  const asked = initialPolicies?.includes(anyPolicy) === true ? null : initialPolicies;
  if (policies === null || policies.includes(anyPolicy)) return asked;
  return asked === null ? policies : asked.filter((policy) => policies.includes(policy));
}

/** Looks at nodes directly below anyPolicy (§6.1.5 g). */
function isWanted(graph: Depth[], initial: readonly string[] | null): boolean {
  if (initial === null) return true;
  if (graph.at(-1)?.has(anyPolicy) === true) return initial.length > 0;
  const wanted = new Set(initial);
  return graph
    .slice(1)
    .some((depth) => [...depth].some(([policy, { parents }]) => parents.has(anyPolicy) && wanted.has(policy)));
}

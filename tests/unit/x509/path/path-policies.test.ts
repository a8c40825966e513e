// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import * as der from '../../../../main/x509/der/der-writer.ts';
import type { PathOptions } from '../../../../main/x509/path/path-options.ts';
import { extension, issue } from '../../../support/x509/issue.ts';
import {
  type Chain,
  judgeChain,
  judgeDer,
  plainChain,
  reasonsOf,
  withExtension,
} from '../../../support/x509/path-question.ts';

type Change = (chain: Chain) => Chain;

/** The intermediate maps the policy 1.2.3 to the leaf’s 1.2.4. */
const mappingChain: Change = (chain) => ({
  ...chain,
  middle: withExtension(
    withExtension(chain.middle, extension.policies('1.2.3')),
    extension.policyMappings(['1.2.3', '1.2.4']),
  ),
  leaf: withExtension(chain.leaf, extension.policies('1.2.4')),
});
const inhibitsMapping = der.sequence(der.implicit(1, Uint8Array.of(0)));

function qualified(critical: boolean, qualifier: Uint8Array): Change {
  const value = der.sequence(der.sequence(der.oid('1.2.3'), der.sequence(qualifier)));
  return (chain) => ({ ...chain, middle: withExtension(chain.middle, { oid: '2.5.29.32', critical, value }) });
}
const address = der.sequence(der.oid('1.3.6.1.5.5.7.2.1'), der.element(0x16, Buffer.from('http://ca.test/cps')));
const notice = der.sequence(der.oid('1.3.6.1.5.5.7.2.2'), der.sequence(der.utf8String('For tests only.')));
const strange = der.sequence(der.oid('1.2.3.4.5'), der.nullValue());
const strangeReason = ['critical-extension Middle 2.5.29.32 (1.2.3.4.5)'];

/** The change, the options, and the only allowed reasons. */
const policies: Readonly<Record<string, readonly [Change, Partial<PathOptions>, readonly string[]]>> = {
  'a required policy that no certificate has': [(chain) => chain, { explicitPolicy: true }, ['policy 张三']],
  'a CA that requires a policy': [
    (chain) => ({ ...chain, middle: withExtension(chain.middle, extension.requireExplicitPolicy(0)) }),
    {},
    ['policy 张三'],
  ],
  'policies that agree by mapping': [mappingChain, { explicitPolicy: true, initialPolicies: ['1.2.3'] }, []],
  'the same with mapping inhibited': [mappingChain, { explicitPolicy: true, inhibitMapping: true }, ['policy 张三']],
  'an anchor that requires a policy (RFC 5937 §3)': [
    (chain) => ({ ...chain, root: withExtension(chain.root, extension.requireExplicitPolicy(0)) }),
    {},
    ['policy 张三'],
  ],
  'an anchor that inhibits policy mapping': [
    (chain) => ({
      ...mappingChain(chain),
      root: withExtension(chain.root, { ...extension.requireExplicitPolicy(0), value: inhibitsMapping }),
    }),
    { explicitPolicy: true },
    ['policy 张三'],
  ],
  'an anchor with another policy than the required one': [
    (chain) => ({ ...mappingChain(chain), root: withExtension(chain.root, extension.policies('1.2.9')) }),
    { explicitPolicy: true, initialPolicies: ['1.2.3'] },
    ['policy 张三'],
  ],
  'an anchor with the required policy': [
    (chain) => ({ ...mappingChain(chain), root: withExtension(chain.root, extension.policies('1.2.3')) }),
    { explicitPolicy: true, initialPolicies: ['1.2.3'] },
    [],
  ],
  'a critical one with the address of its practice statement': [qualified(true, address), {}, []],
  'a critical one with a notice': [qualified(true, notice), {}, []],
  'a critical one with an unknown qualifier (RFC 5280 §4.2.1.4)': [qualified(true, strange), {}, strangeReason],
  'an unknown qualifier of one that is not critical': [qualified(false, strange), {}, []],
  'a critical one whose address is not text': [
    qualified(true, der.sequence(der.oid('1.3.6.1.5.5.7.2.1'), der.nullValue())),
    {},
    ['critical-extension Middle 2.5.29.32 (1.3.6.1.5.5.7.2.1)'],
  ],
  'an anchor that maps policies': [
    (chain) => ({ ...chain, root: withExtension(chain.root, extension.policyMappings(['1.2.3', '1.2.4'])) }),
    {},
    ['critical-extension Root 2.5.29.33'],
  ],
};

test.each(Object.entries(policies))('[V01] [V03] policies: %s', async (_name, [change, options, expected]) => {
  const answer = await judgeChain(change(plainChain()), { options });
  expect(reasonsOf(answer)).toEqual(expected);
});

test('[V01] policies mapped both ways at every step take linear time (RFC 9618)', async () => {
  const { root, middle, leaf } = plainChain();
  const mapped = extension.policyMappings(
    ['1.2.3', '1.2.3'],
    ['1.2.3', '1.2.4'],
    ['1.2.4', '1.2.3'],
    ['1.2.4', '1.2.4'],
  );
  const authorities = Array.from({ length: 18 }, (_, index) => ({
    ...withExtension(withExtension(middle, extension.policies('1.2.3', '1.2.4')), mapped),
    subject: `CN=Step ${index}`,
    issuer: index === 0 ? 'CN=Root' : `CN=Step ${index - 1}`,
    issuerKey: index === 0 ? root.key : middle.key,
  }));
  const last = { ...withExtension(leaf, extension.policies('1.2.4')), issuer: 'CN=Step 17' };
  const options = { explicitPolicy: true, initialPolicies: ['1.2.3'] };
  const answer = await judgeDer(issue(last), authorities.map(issue), [issue(root)], { options });
  expect(reasonsOf(answer)).toEqual([]);
  expect(answer.path).toHaveLength(20);
});

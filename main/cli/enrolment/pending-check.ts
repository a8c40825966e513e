// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import { serverTexts } from './server-texts.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { profileOfRequest } from '../../enrolment/profiles/profile-of-request.ts';
import type { ServerAsk } from '../../enrolment/providers/server/server-enrolment.ts';
import type { GivenTrust } from '../../enrolment/providers/server/server-trust.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { serverAsk, serverOptions, outcomeLines, outcomeValue, showContact } from './server-options.ts';
import { exit } from '../runtime/exit-codes.ts';
import { warnOfAuthorityKey } from './key-wanted.ts';
import { preflightBefore, skipOptions } from './preflight-checks.ts';
import { arrivedLines, requestNamed } from './request-lines.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const pendingCheckCommand = defineCommand({
  name: 'pending check',
  summary: {
    'zh-CN': '再次向服务器查询一份申请（EST、CMP）',
    en: 'Ask the server for the result of a request (EST, CMP)',
  },
  words: { name: 'ID', count: [0, 1] },
  options: {
    ...serverOptions,
    ...skipOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '再次发送同一份申请，查询结果。机构还在处理时，申请继续等待签发。只有一份申请在等待时，可以不写 ID。选项与 enrol 相同。授权码不会保存，每次都要提供。服务器要求申请与连接绑定（tls-unique）时，要用私钥再签名一次，因此要解锁保险库，或插入 USB Key 并提供 PIN。--json 的内容与 enrol 相同。',
    en: 'Asks the server for the result of a request. The same request is sent again, and stays pending while the CA is working on it. You can leave out the ID if only one such request is pending. This command takes the same options as enrol. The authorisation code is never stored, so enter it each time. If the server ties requests to the connection (tls-unique), the key signs again. For that, unlock the vault, or plug in the USB key and provide its PIN. --json output is the same as for enrol.',
  },
  examples: [
    {
      line: 'certsteward pending check 3f2a91bc --reference 8812 --code-file code.txt',
      'zh-CN': '带参考号和授权码',
      en: 'With a reference number and a code',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['enrol', 'pending'],
  async run(run) {
    const { services, output, language, arguments: given } = run;
    const { enrolment } = services;
    await services.vault.require();
    const requests = await enrolment.pending();
    const waiting = requests.filter(({ state, profile }) => state === 'pending' && isServerProtocol(profile.protocol));
    const [word] = given.words;
    if (word === undefined && waiting.length === 0) {
      output.value({ requests: [] }, [serverTexts[language].nothingToAsk]);
      return exit.done;
    }
    const request = word === undefined ? onlyOne(waiting) : requestNamed(requests, word);
    if (request.state === 'done') {
      output.value({ request, certificate: request.certificate, added: [] }, arrivedLines(language, request));
      return exit.done;
    }
    const { protocol } = request.profile;
    if (!isServerProtocol(protocol)) throw new AppError('protocol-unsupported', { protocol: protocol.toUpperCase() });
    const held = profileOfRequest(await enrolment.profiles.list(), request);
    const asking = await serverAsk(run);
    const { before } = preflightBefore(run, held);
    // A stored answer usually needs no contact, so show the host only if contact becomes necessary.
    const contactsLater = request.answerKept && (await hasAnchor(run, held, asking.trust));
    const ask: ServerAsk = {
      ...asking,
      async before(known) {
        if (contactsLater) await showContact(run, held);
        await before(known);
      },
    };
    // The old certificate's key authenticates renewals.
    if (request.purpose === 'renew') await unlockIfPossible(run);
    if (request.keyMadeBy !== null && !request.answerKept) warnOfAuthorityKey(run);
    if (!contactsLater) await showContact(run, held);
    const outcome = await enrolment[protocol].resume(request.id, held, ask);
    output.value(outcomeValue(outcome), outcomeLines(run, outcome));
    return exit.done;
  },
});

/** True only if the whole CA certificate is known, not just a fingerprint. */
async function hasAnchor({ services }: CommandRun, held: HeldProfile, given: GivenTrust): Promise<boolean> {
  if (given.anchorFile !== null || held.profile.anchor !== undefined) return true;
  return given.pin === null && (await services.enrolment.trust.of(held)).source === 'accepted';
}

/** Takes one request at a time, because each may need a different code. */
function onlyOne(waiting: readonly PendingRequest[]): PendingRequest {
  const [first, second] = waiting;
  if (first === undefined) throw new AppError('not-found');
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: waiting.map(({ id }) => id) });
  return first;
}

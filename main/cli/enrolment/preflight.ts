// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { Command } from '../command.ts';
import { showContact, trustGiven } from './server-options.ts';
import { exit } from '../runtime/exit-codes.ts';
import { computerOf, preflightLine, preflightOptions, targetOf } from './preflight-checks.ts';
import { profileOfOption } from '../profiles/profile-options.ts';

/** The checks before `enrol` (E10). Sends no code. */
export const preflightCommand: Command = {
  name: 'preflight',
  synopsis: '--profile FILE|NAME [--anchor FILE] [--key vault|token:SERIAL] [--shared-computer]',
  summary: {
    'zh-CN': '申请之前检查时间、网络、服务器和电脑',
    en: 'check clock, network, server and computer before applying',
  },
  words: [0, 0],
  writes: true,
  values: ['profile', 'key', 'anchor', 'pin-sha256'],
  flags: preflightOptions.flags,
  async run(run) {
    const { services, output, arguments: given } = run;
    const { key = 'vault' } = given.values;
    if (key !== 'vault' && !/^token:./.test(key)) throw new AppError('usage', { option: '--key' });
    const trust = trustGiven(run);
    const held = await profileOfOption(run);
    const { preflight, trust: trusts } = services.enrolment;
    const local = await preflight.local(targetOf(held, key), await computerOf(run));
    const isOnline = isServerProtocol(held.profile.protocol);
    if (isOnline) await showContact(run, held);
    const server = isOnline
      ? await preflight.server(held, async () => trusts.knownFor(held, trust))
      : preflight.unasked();
    const checks = [...local, ...server];
    output.value(
      { profile: held.profile.name, host: held.host, checks },
      checks.map((check) => preflightLine(run, check)),
    );
    return checks.some(({ result }) => result === 'bad') ? exit.verification : exit.done;
  },
};

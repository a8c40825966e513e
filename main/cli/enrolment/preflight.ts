// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import { defineCommand } from '../command.ts';
import { showContact, trustGiven, pinSha256Option } from './server-options.ts';
import { exit } from '../runtime/exit-codes.ts';
import { computerOf, preflightLine, preflightOptions, targetOf } from './preflight-checks.ts';
import { profileOfOption, profileOption } from '../profiles/profile-options.ts';
import { file, rare, required, value } from '../runtime/options.ts';

export const preflightCommand = defineCommand({
  name: 'preflight',
  summary: {
    'zh-CN': '申请前检查时钟、网络、服务器和电脑',
    en: 'Check clock, network, server and computer before you apply',
  },
  options: {
    profile: required(profileOption),
    key: value('vault|token:SERIAL', {
      'zh-CN': '私钥在哪里生成，默认 vault',
      en: 'Where the key will be made (default: vault)',
    }),
    anchor: file('FILE', {
      'zh-CN': '服务器所属机构的证书',
      en: 'CA certificate that the server’s certificate must chain to',
    }),
    'pin-sha256': rare(pinSha256Option),
    ...preflightOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '申请前逐项检查：私钥的位置（保险库里的可以备份，USB Key 里的不能），电脑是不是您自己的，网络（没有密码的 Wi-Fi、要先登录的网络，由 NetworkManager 报告，Windows 和 macOS 上未知），时钟与服务器相差多少，服务器是否属于这家机构。如果不属于，会显示证书由谁签发。只连接办理指南里的主机，并且会先显示再连接。不会发送授权码，也不会要求输入。web 和 manual 指南不连接任何服务器。enrol 在发送之前会做同样的检查。有任何一项不能继续时，退出码是 8。--json 的 value.checks 每项有 subject、result（ok|warn|bad|unknown）、finding、details。',
    en: 'Checks before you apply: where the key will be (in the vault it can be backed up, on a USB key it cannot), whether the computer is yours, the network (whether it is open Wi-Fi or requires signing in first, as reported by NetworkManager, unknown on Windows and macOS), how much your clock differs from the server’s, and whether the server belongs to the CA or something else responds in its place. Only the host in the guide is contacted, and it is shown first. No code is sent or asked for. With web and manual guides, no server is contacted. The same checks run in enrol before anything is sent. The exit code is 8 if a check should stop you. With --json, each of value.checks has subject, result (ok|warn|bad|unknown), finding and details.',
  },
  examples: [
    { line: 'certsteward preflight --profile "My Bank"', 'zh-CN': '按办理指南检查', en: 'With a guide' },
    {
      line: 'certsteward preflight --profile bank.json --key token:0123456789abcdef --shared-computer',
      'zh-CN': '在借来的电脑上用 USB Key',
      en: 'A USB key on a borrowed computer',
    },
  ],
  exitCodes: [exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['enrol', 'profiles confirm'],
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
});

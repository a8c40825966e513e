// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import { defineCommand } from '../command.ts';
import { showContact, trustGiven, pinSha256Option } from './server-options.ts';
import { exit } from '../runtime/exit-codes.ts';
import { computerOf, preflightLine, preflightOptions, targetOf } from './preflight-checks.ts';
import { profileOfOption, profileOption } from '../profiles/profile-options.ts';
import { file, rare, required, value } from '../runtime/options.ts';

/** The checks before `enrol` (E10). Sends no code. */
export const preflightCommand = defineCommand({
  name: 'preflight',
  summary: {
    'zh-CN': '申请之前检查时间、网络、服务器和电脑',
    en: 'check clock, network, server and computer before applying',
  },
  options: {
    profile: required(profileOption),
    key: value('vault|token:SERIAL', {
      'zh-CN': '密钥将放在哪里：保险库（默认）或 U盾',
      en: 'where the key will be made: the vault, unless a token is named',
    }),
    anchor: file('FILE', {
      'zh-CN': '颁发机构的证书文件：服务器必须通到它',
      en: 'certificate of the authority: the server has to lead to it',
    }),
    'pin-sha256': rare(pinSha256Option),
    ...preflightOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '申请之前逐项检查：私钥的位置（保险库里可以备份，U盾 里不能），电脑是不是自己的，网络（没有密码的 Wi-Fi、要先登录的网络，问 NetworkManager；Windows 和 macOS 上显示未知），电脑时间与服务器相差多少，服务器是否通到颁发机构的信任锚——不是的话显示是谁在冒充它回答。只联系方案的主机，先显示再联系；不发送授权码，也不要求授权码。web 和 manual 方案不联系任何人。enrol 在发送任何内容之前也检查同样的内容。有一项不能继续时退出码是 8。--json 的 value.checks 每项有 subject、result (ok|warn|bad|unknown)、finding、details。',
    en: 'Checks before an application: where the key will be (in the vault it can be backed up, on a USB token it cannot), whether the computer is your own, the network (open Wi-Fi, one that wants a login first, as NetworkManager tells; unknown on Windows and macOS), how far the clock is from the server’s, and whether the server leads to the anchor of the authority, or else who answers in its place. Contacts the host of the profile alone, which is shown first; sends no code and asks for none. With web and manual profiles nobody is contacted. enrol looks at the same before it sends anything. Exit code 8 when something is to stop. With --json each of value.checks has subject, result (ok|warn|bad|unknown), finding and details.',
  },
  examples: [
    { line: 'certsteward preflight --profile "My Bank"', 'zh-CN': '一份方案', en: 'one profile' },
    {
      line: 'certsteward preflight --profile bank.json --key token:0123456789abcdef --shared-computer',
      'zh-CN': '在别人的电脑上用 U盾',
      en: 'a USB token on a borrowed computer',
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

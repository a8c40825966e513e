// SPDX-License-Identifier: Apache-2.0
import type { ComputerNote } from '../../../shared/schemas/computer-note.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface ComputerTexts {
  readonly notAccepted: string;
  readonly anchor: string;
  readonly profile: string;
  readonly authority: string;
  readonly unconfirmed: string;
  readonly nothing: string;
  readonly question: string;
  readonly accepted: string;
  readonly alreadyAccepted: string;
  readonly openToOthers: string;
  readonly notes: Readonly<Record<ComputerNote['code'], string>>;
}

const zhCn: ComputerTexts = {
  notAccepted:
    '保险库“{{folder}}”来自其他电脑。其中 {{count:item}}（根证书、已核对的办理指南）尚未在本机生效。请用 certsteward vault accept 查看，核对无误后再信任。',
  anchor: '根证书  {{sha256}}  {{subject}}',
  profile: '办理指南  {{host}}  {{name}}',
  authority: '  信任的根证书   {{sha256}}  {{subject}}',
  unconfirmed: '（尚未核对）',
  nothing: '这个保险库里没有根证书，也没有已核对的办理指南。',
  question: '信任后，以上各项会在本机生效。您都亲自核对过吗？[y/N]',
  accepted: '本机已信任这个保险库。',
  alreadyAccepted: '本机之前已信任这个保险库。',
  openToOthers:
    '这台电脑的其他账户也能读取保险库：所在的文件夹或磁盘没有限制访问。请把保险库移到您自己的用户文件夹里。',
  notes: {
    'tokens-file-ignored':
      '已忽略与保险库放在一起的文件：{{path}}。允许加载哪些模块，以及 USB Key 的设置，都以本机保存的为准。',
    'state-damaged':
      '本机的状态文件已损坏，并已另存为 {{path}}。您允许过的模块，需要再次允许后才会加载。删除这个文件后，不再显示这条提示。',
  },
};

const en: ComputerTexts = {
  notAccepted:
    'The vault in {{folder}} was not created on this computer. It has {{count:item}} (trusted roots, confirmed guides) that CertSteward ignores until you accept the vault. To review and accept it, run certsteward vault accept.',
  anchor: 'root  {{sha256}}  {{subject}}',
  profile: 'guide  {{host}}  {{name}}',
  authority: '  accepted root  {{sha256}}  {{subject}}',
  unconfirmed: ' (not confirmed yet)',
  nothing: 'The vault has no trusted roots or confirmed guides.',
  question: 'All of this will be trusted on this computer. Have you checked each item yourself? [y/N]',
  accepted: 'The vault is now accepted on this computer.',
  alreadyAccepted: 'The vault was already accepted on this computer.',
  openToOthers:
    'Other accounts on this computer can read the vault, because its folder or drive does not restrict access. Move the vault’s folder into your home folder.',
  notes: {
    'tokens-file-ignored':
      'Ignored a file next to the vault: {{path}}. Module permissions and USB key settings are stored on this computer only.',
    'state-damaged':
      'This computer’s state file was damaged and has been moved to {{path}}. Modules you allowed have to be allowed again. To stop this notice, delete that file.',
  },
};

export const computerTexts: Readonly<Record<Language, ComputerTexts>> = { 'zh-CN': zhCn, en };

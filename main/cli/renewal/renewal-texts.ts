// SPDX-License-Identifier: Apache-2.0
import type { ReplacedPlace, ReplacementProblem } from '../../../shared/schemas/enrolment/renewal.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface RenewalTexts {
  readonly already: string;
  /** Key not in the vault. */
  readonly alreadyElsewhere: string;
  readonly nowhere: string;
  readonly nothing: string;
  readonly onlyVault: string;
  /** `why`: cause and next step. */
  readonly place: Readonly<Record<ReplacedPlace['outcome'], string>>;
  readonly restart: string;
  readonly again: string;
  readonly backUp: string;
  readonly replacementProblem: Readonly<Record<ReplacementProblem, string>>;
}

const zhCn: RenewalTexts = {
  already: '证书 {{old}} 已经更新过，新证书是 {{successor}}；接着处理它安装在哪里。要再申请一张，加 --another。',
  alreadyElsewhere:
    '证书 {{old}} 已经更新过，新证书是 {{successor}}，它的私钥不在保险库里（例如在 U盾 里）。要再申请一张，加 --another。',
  nowhere: '旧证书没有安装在这台电脑的浏览器或系统里，不需要重新安装。',
  nothing: '没有已被这张证书取代而仍安装着的旧证书，它也没有被取代。',
  onlyVault: '新证书只在保险库里；旧证书安装在哪里没有改变，可用 renew install 处理。',
  place: {
    replaced: '{{store}}：新证书已安装并通过签名测试，旧证书已移除。',
    done: '{{store}}：已经只有新证书。',
    both: '{{store}}：新证书已在那里，旧证书也还在：{{why}}',
    kept: '{{store}}：新证书没有安装，旧证书照旧可用：{{why}}',
    token: '{{store}}：旧证书的私钥在 U盾 里，要用这个 U盾 自己更新。',
    'not-tried': '{{store}}：还没有处理：{{why}}',
  },
  restart: '{{store}}：浏览器正在运行，重新启动后才看不到旧证书。',
  again: '处理好以上原因后，运行 renew install {{successor}} 接着做。',
  backUp: '以前的备份里没有新证书，请再备份一次：backup create。',
  replacementProblem: {
    'other-names': '名称与旧证书的不同',
    expired: '已过期',
    'self-signed': '是用持有人自己的私钥签发的，不是颁发机构签发的',
    'issuer-expired': '颁发者的证书已过期',
    'chain-broken': '随附的颁发者证书没有签发它',
    'path-invalid': '证书链没有有效地通到这家颁发机构的信任锚',
    'not-yet-valid': '还没有生效',
    revoked: '已被吊销',
    key: '它的私钥不能为它签名',
    'other-use': '它的用途没有包括旧证书的全部用途',
  },
};

const en: RenewalTexts = {
  already:
    'Certificate {{old}} was renewed before, by {{successor}}; going on with where it is installed. --another asks for one more.',
  alreadyElsewhere:
    'Certificate {{old}} was renewed before, by {{successor}}, whose key is not in the vault (on a USB token, say). --another asks for one more.',
  nowhere: 'The old certificate is installed in no browser or system store of this computer: nothing to install again.',
  nothing: 'Nothing that this certificate took the place of is still installed, and nothing took its own place.',
  onlyVault: 'The new certificate is in the vault alone; renew install puts it where the old one is installed.',
  place: {
    replaced: '{{store}}: the new certificate is installed and has signed a test, the old one is gone.',
    done: '{{store}}: only the new certificate is there already.',
    both: '{{store}}: the new certificate is there, and so is the old one: {{why}}',
    kept: '{{store}}: the new certificate was not installed, the old one works as before: {{why}}',
    token: '{{store}}: the key of the old certificate is on a USB token and has to be renewed with that token.',
    'not-tried': '{{store}}: not tried yet: {{why}}',
  },
  restart: '{{store}}: the browser is running and shows the old certificate until it is started anew.',
  again: 'Once that is put right, renew install {{successor}} goes on.',
  backUp: 'Earlier backups do not hold the new certificate: make another one with backup create.',
  replacementProblem: {
    'other-names': 'its names are not those of the old one',
    expired: 'it has expired',
    'self-signed': "it was signed by the holder's own key, not by an authority",
    'issuer-expired': 'the certificate of its issuer has expired',
    'chain-broken': 'the issuer beside it did not sign it',
    'path-invalid': 'no valid path leads from it to the trust anchor of the authority',
    'not-yet-valid': 'it is not valid yet',
    revoked: 'it has been revoked',
    key: 'its private key does not sign for it',
    'other-use': 'it is not for all uses of the old one',
  },
};

export const renewalTexts: Record<Language, RenewalTexts> = { 'zh-CN': zhCn, en };

import type { LossKind } from '../schemas/loss.ts';
import type { Language } from './language.ts';

/** What the command line says about lost and stolen certificates. */
export interface LossTexts {
  readonly recorded: string;
  readonly withdrawn: string;
  readonly places: string;
  readonly kind: Readonly<Record<LossKind, string>>;
  /** In a list, behind the name. */
  readonly reported: string;
}

const zhCn: LossTexts = {
  recorded: '已在保险库登记 {{id}} 遗失。找到后运行 revoke --undo。',
  withdrawn: '已取消 {{id}} 的遗失登记。向颁发机构办过挂失的，证书仍然是吊销的。',
  places: '还在这些地方：',
  kind: { lost: '遗失', stolen: '被盗', 'key-exposed': '私钥可能泄露' },
  reported: '{{kind}}，{{day}} 登记',
};

const en: LossTexts = {
  recorded: 'The vault now has {{id}} as lost. When it is found, run revoke --undo.',
  withdrawn: '{{id}} is not recorded as lost any more. If the authority has revoked it, it stays revoked.',
  places: 'It still lies here:',
  kind: { lost: 'lost', stolen: 'stolen', 'key-exposed': 'key may be known' },
  reported: '{{kind}}, reported {{day}}',
};

export const lossTexts: Record<Language, LossTexts> = { 'zh-CN': zhCn, en };

// SPDX-License-Identifier: Apache-2.0
import type { RefusedPlace } from '../../domain/errors/refused-place.ts';
import type { CauseAndStep } from '../message.ts';

export const destinationErrorsZhCn = {
  'file-exists': { cause: '已有同名的文件。', step: '请换一个名称，或确认替换。' },
  'destination-refused': { cause: '不能写入这个位置。', step: '请另选文件夹或文件名。' },
  'destination-unwritable': { cause: '不能写入所选的位置。', step: '请另选一个您有权写入的文件夹。' },
} satisfies Record<string, CauseAndStep>;

export const refusedPlacesZhCn: Record<RefusedPlace, CauseAndStep> = {
  vault: { cause: '这是保险库的文件夹或文件。', step: '请另选文件夹。' },
  'own-state': { cause: '这个文件夹存放证书管家自己的数据。', step: '请另选文件夹。' },
  'symbolic-link': {
    cause: '这是符号链接，或者所在文件夹已被换成链接。',
    step: '请选择链接指向的文件，或换一个名称。',
  },
  'not-a-file': { cause: '这是文件夹或设备，不是普通文件。', step: '请输入文件的名称。' },
  'reserved-name': {
    cause: 'Windows 不接受这个文件名。',
    step: '文件名请不要使用 CON、COM1 这类名称或冒号，也不要以点或空格结尾。',
  },
  'in-use': { cause: '这个文件正在另一个程序中打开。', step: '请在那个程序里关闭文件后再试，或换一个名称。' },
  'outside-home': {
    cause: '输入的路径必须在您自己的文件夹里，或在其他磁盘（例如 U 盘、移动硬盘）上。',
    step: '请选择您自己的文件夹，例如“文档”。',
  },
  hidden: { cause: '不能写入隐藏文件或存放设置的文件夹。', step: '请选择“文档”这样的文件夹，文件名不要以点开头。' },
  program: {
    cause: '不能保存为程序文件，也不能保存到程序文件夹。',
    step: '请选择“文档”这样的文件夹，并换一个扩展名。',
  },
};

// SPDX-License-Identifier: Apache-2.0
export const preflight = {
  step: '检查',
  whose: '这是谁的电脑？',
  own: '我自己的',
  shared: '公用或借用的',
  ask: '连接 {{host}}',
  again: '再次连接 {{host}}',
  askHint: '尚未发送任何内容。连接后只检查本机时间和服务器证书，不发送授权码。',
  askPageHint: '尚未发送任何内容。连接后只向服务器查询时间，看本机时间是否准确。',
  anyway: '仍要继续',
  stopped: '已停止，没有申请新证书',
  stoppedRest: '已停止，没有申请其余证书',
  carefulRest: '其余证书尚未申请，请先处理下面的问题',
  careful: '尚未申请新证书，请先处理下面的问题',
  notSent: '已停止，申请和授权码都没有发送',
  notSentYet: '请先查看下面的问题，申请和授权码都尚未发送',
};

import type { Texts } from '../language';

interface OperatorTexts {
  readonly nothingParked: string;
  readonly parkedColumns: readonly string[];
  readonly more: (count: number) => string;
  readonly retried: (handled: number) => string;
  readonly stillParked: (remaining: number, reason: string) => string;
  readonly skipped: (version: string) => string;
  readonly thenRetry: string;
  readonly republishing: string;
  readonly republished: (service: string) => string;
  readonly relayFine: (service: string, commits: number, records: number, foreign: number) => string;
  readonly relayWrong: (service: string, missing: number, outOfOrder: number, unknown: number) => string;
  readonly chainFine: (service: string, commits: number) => string;
  readonly chainWrong: (service: string, faults: number, commits: number) => string;
  readonly evidenceFine: (files: number) => string;
  readonly evidenceWrong: (faults: number, files: number) => string;
  readonly hole: (group: string, place: string, reached: number, start: number, end: number) => string;
  readonly noHoles: string;
  readonly holesAccepted: (groups: number) => string;
  readonly rebuilding: string;
  readonly rebuilt: (generation: number, commits: number) => string;
  readonly rebuildFailed: (reason: string) => string;
}

/** What the operators' commands say. */
export const operatorTexts: Texts<OperatorTexts> = {
  zh: {
    nothingParked: '没有搁置的消息。',
    parkedColumns: ['消费组', '键', '位置', '次数', '搁置时间', '原因'],
    more: (count) => `仅显示前 ${count} 条，用 --limit 查看更多。`,
    retried: (handled) => `已重新处理 ${handled} 条，该键恢复正常。`,
    stillParked: (remaining, reason) => `仍有 ${remaining} 条搁置：${reason}`,
    skipped: (version) => `已跳过 ${version}，记录已保存。`,
    thenRetry: '其后的消息仍然搁置，请执行 redress parked retry。',
    republishing: '正在重新发布',
    republished: (service) => `${service}：已重新发布。`,
    relayFine: (service, commits, records, foreign) =>
      `${service}：存储 ${commits} 个提交全部按序在主题中（${records} 条消息${foreign > 0 ? `，其中 ${foreign} 条不是提交` : ''}）。`,
    relayWrong: (service, missing, outOfOrder, unknown) =>
      `${service}：缺少 ${missing}，乱序 ${outOfOrder}，存储中没有 ${unknown}。`,
    chainFine: (service, commits) => `${service}：${commits} 个提交，链条完好。`,
    chainWrong: (service, faults, commits) => `${service}：${commits} 个提交，发现 ${faults} 处错误。`,
    evidenceFine: (files) => `证据：${files} 个文件，均与登记的 SHA-256 一致。`,
    evidenceWrong: (faults, files) => `证据：${files} 个文件，其中 ${faults} 个缺失或已损坏。`,
    hole: (group, place, reached, start, end) =>
      `${group}：${place} 已读到 ${reached}，主题中现有 ${start} 至 ${end}。`,
    noHoles: '所有消费者都能接着读。',
    holesAccepted: (groups) => `${groups} 个消费组将从最早的消息重新读起，服务随即恢复。`,
    rebuilding: '重建读模型',
    rebuilt: (generation, commits) => `读模型已由 ${commits} 个提交重建并切换到第 ${generation} 代。`,
    rebuildFailed: (reason) => `重建失败，现用读模型未变：${reason}`,
  },
  en: {
    nothingParked: 'Nothing is parked.',
    parkedColumns: ['group', 'key', 'place', 'tries', 'parked at', 'reason'],
    more: (count) => `Only the first ${count} are shown; --limit shows more.`,
    retried: (handled) => `${handled} handled again; the key goes on.`,
    stillParked: (remaining, reason) => `${remaining} still parked: ${reason}`,
    skipped: (version) => `${version} is skipped and kept on record.`,
    thenRetry: 'The messages behind it are still parked: redress parked retry.',
    republishing: 'publishing again',
    republished: (service) => `${service}: published again.`,
    relayFine: (service, commits, records, foreign) =>
      `${service}: all ${commits} commits are on the topic in order (${records} messages${foreign > 0 ? `, ${foreign} of them no commits` : ''}).`,
    relayWrong: (service, missing, outOfOrder, unknown) =>
      `${service}: ${missing} missing, ${outOfOrder} out of order, ${unknown} not in the store.`,
    chainFine: (service, commits) => `${service}: ${commits} commits, every chain holds.`,
    chainWrong: (service, faults, commits) => `${service}: ${commits} commits, ${faults} faults.`,
    evidenceFine: (files) => `evidence: ${files} files, each as it was put on record.`,
    evidenceWrong: (faults, files) => `evidence: ${files} files, ${faults} missing or damaged.`,
    hole: (group, place, reached, start, end) =>
      `${group}: ${place} was read up to ${reached}, the topic holds ${start} to ${end}.`,
    noHoles: 'Every consumer can go on where it stopped.',
    holesAccepted: (groups) => `${groups} groups begin again at the earliest message; their services come back by themselves.`,
    rebuilding: 'rebuilding the read models',
    rebuilt: (generation, commits) =>
      `The read models are rebuilt from ${commits} commits; generation ${generation} is live.`,
    rebuildFailed: (reason) => `The rebuild failed, the live read models are as they were: ${reason}`,
  },
};

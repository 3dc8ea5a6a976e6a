import type { OutgoingMessage } from '../channels/channel';

/** A message for specs; a fresh delivery each time. */
export const sampleMessage = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  deliveryId: crypto.randomUUID(),
  siteId: 'main',
  staffId: 's-1',
  locale: 'zh-CN',
  template: 'severe',
  subject: '投诉 TS-1：疑似严重投诉，请立即核实',
  text: '请立即核实。',
  link: 'https://redress.example/complaints/1',
  complaintId: '0198c0de-0000-7000-8000-000000000001',
  escalationId: '0198c0de-0000-7000-8000-000000000001-severe.severe.0.1',
  queuedAt: '2026-03-02T01:00:00.000Z',
  ...changes,
});

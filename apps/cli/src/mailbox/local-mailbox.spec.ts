import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTransport } from 'nodemailer';

import { startLocalMailbox, type LocalMailbox, type ReceivedMail } from './local-mailbox';

describe('the local mailbox', () => {
  let dir: string;
  let mailbox: LocalMailbox;
  let heard: ReceivedMail[];
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'redress-mail-')), 'mail');
    heard = [];
    mailbox = await startLocalMailbox(dir, (mail) => heard.push(mail));
  });
  afterEach(async () => {
    await mailbox.stop();
    await rm(join(dir, '..'), { recursive: true, force: true });
  });

  const send = (subject: string, text = '请在十分钟内确认。') =>
    createTransport(mailbox.url).sendMail({
      from: 'redress@site.example',
      to: ['a@site.example', 'b@site.example'],
      subject,
      text,
    });

  it('takes mail over SMTP, keeps it as a file, in memory, and tells whoever listens', async () => {
    await send('投诉升级');
    const [mail] = mailbox.messages();
    expect(mail).toMatchObject({
      subject: '投诉升级',
      from: 'redress@site.example',
      to: ['a@site.example', 'b@site.example'],
    });
    expect(mail?.text.trim()).toBe('请在十分钟内确认。');
    expect(heard).toEqual([mail]);
    expect(await readFile(mail?.file ?? '', 'utf8')).toContain('To: a@site.example, b@site.example');
    expect((await stat(mail?.file ?? '')).mode & 0o777).toBe(0o600);
  });

  it('refuses what is too large and goes on', async () => {
    await expect(send('large', 'x'.repeat(1_200_000))).rejects.toThrow(/552|size/i);
    await send('small');
    expect(mailbox.messages().map(({ subject }) => subject)).toEqual(['small']);
  });

  it('numbers the files on after a restart, so that none is overwritten', async () => {
    await Promise.all(['one', 'two', 'three'].map((subject) => send(subject)));
    await mailbox.stop();
    mailbox = await startLocalMailbox(dir);
    await send('four');
    expect((await readdir(dir)).sort()).toEqual([1, 2, 3, 4].map((number) => `0000000${number}.eml`));
    expect(await readFile(join(dir, '00000004.eml'), 'utf8')).toContain('Subject: four');
  });

  it('listens on the loopback interface only', () => {
    expect(mailbox.url).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  });
});

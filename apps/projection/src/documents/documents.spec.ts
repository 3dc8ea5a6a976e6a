import { PersonErased, seal, type PersonKeys } from '@redress/personal-data';
import type { Language } from '@redress/platform';
import { writeFileSync } from 'node:fs';
import { PdfRenderer, type PrintedDocument } from '../pdf/pdf-renderer';
import { printedPages } from '../spec-kit/printed-pages';
import { at, SampleComplaint } from '../spec-kit/sample-commits';
import { fileFrom } from '../spec-kit/sample-file';
import type { CaseFile } from './case-file';
import { investigationReport } from './investigation-report';
import { Phrases } from './phrases';
import { registrationForm } from './registration-form';
import { mostCharacters, shortened } from './shortened';

const occasion = { printedAt: at(90), printedBy: '王办' };
const names = {
  unit: { zh: '景区游客服务中心', en: 'Visitor service centre' },
  categories: { food: { zh: '餐饮与食品' } },
};
const number = 'MAIN-2026-000123-4';

describe('documents', () => {
  const renderer = new PdfRenderer(50_000);
  afterAll(() => renderer.onApplicationShutdown());

  const keysOf = ({ key }: SampleComplaint): PersonKeys => ({ keyOf: () => Promise.resolve(key) }) as never;
  const phrasesOf = (file: CaseFile, language: Language = 'zh') => new Phrases(language, names, file.personalData);
  const form = (file: CaseFile, language?: Language) => registrationForm(file, phrasesOf(file, language), occasion);
  const report = (file: CaseFile, language?: Language) =>
    investigationReport(file, phrasesOf(file, language), occasion);
  const printed = async (document: PrintedDocument, keep?: string) => {
    const pdf = await renderer.render(document);
    const folder = process.env['REDRESS_KEEP_PAGES'];
    if (folder !== undefined && keep !== undefined) writeFileSync(`${folder}/${keep}.pdf`, pdf);
    return { pdf, text: (await printedPages(pdf)).join('\n') };
  };

  const registered = (text?: string, stated: object = {}) =>
    new SampleComplaint(number, 'main', text)
      .registered(1, {
        channel: 'receivingPoint',
        receivingPoint: 'north-gate',
        receivedBy: 'staff:chen',
        registeredBy: 'staff:c1',
        occurredAt: at(-40),
        place: 'lotus-restaurant',
        ...stated,
      })
      .classified(2, 'P2', 'general', { ruleId: 'LVL-07' })
      .watched(2, 300);

  describe('the registration form (R-015)', () => {
    it('says who complains of what, when and where, how it is graded and what is promised', async () => {
      const one = registered().naming(20, 'h9');
      const { pdf, text } = await printed(form(await fileFrom(one, keysOf(one))), 'form');
      for (const said of [
        '游客投诉登记表',
        '景区游客服务中心',
        number,
        '现场接待点',
        'north-gate',
        'chen',
        '王女士',
        '13800000000',
        '2026年3月2日08:20',
        'lotus-restaurant',
        'h9',
        one.text,
        '餐饮与食品',
        '一般投诉',
        'P2',
        '按预案默认等级（规则LVL-07）',
        '受理：2026年3月2日14:00前',
        '投诉人签字',
        '2026年3月2日10:30由王办打印',
        '第1页，共1页',
      ])
        expect(text).toContain(said);
      expect(pdf.byteLength).toBeLessThan(200_000);
    });

    it('leaves out of whom and in which words to who may not see it, and says so (R-108)', async () => {
      const one = registered('导游当众辱骂我', { need: undefined, joint: undefined });
      const { text } = await printed(form(await fileFrom(one)));
      for (const said of [number, '（保密）', '您的角色无权查看个人信息', '现场接待点', '餐饮与食品'])
        expect(text).toContain(said);
      for (const hidden of ['王女士', '13800000000', '辱骂']) expect(text).not.toContain(hidden);
    });

    it('says of an erased person that the data is gone', async () => {
      const one = registered();
      const keyOf = () => Promise.reject(new PersonErased(one.key.personId));
      const { text } = await printed(form(await fileFrom(one, { keyOf } as never)));
      for (const said of [number, '（已依法删除）', '相关人员的个人信息已依申请删除']) expect(text).toContain(said);
      expect(text).not.toContain('王女士');
    });

    it('names nobody where nobody is named, and representatives where several complain (R-009)', async () => {
      const one = registered();
      const representatives = seal(one.key, JSON.stringify([{ name: '赵一', phone: '010-1' }, { name: '钱二' }]));
      const several = new SampleComplaint(number).registered(1, {
        joint: { complainants: 6, representatives },
        complainant: seal(one.key, '{}'),
        outside: { body: '12345', number: 'GD-7', replyBy: at(9_000) },
      });
      const { text } = await printed(form(await fileFrom(several, keysOf(one))));
      for (const said of ['匿名', '6人，代表：赵一010-1；钱二', '12345，GD-7']) expect(text).toContain(said);
    });

    it('is told in English to who asks for it', async () => {
      const one = registered('The food was off.');
      const { text } = await printed(form(await fileFrom(one, keysOf(one)), 'en'), 'form-en');
      for (const said of [
        'Complaintregistrationform',
        'Visitorservicecentre',
        'Thefoodwasoff.',
        'Page1of1',
        '2March2026',
      ])
        expect(text).toContain(said);
    });

    it('puts a geta mark for what the font lacks, and nothing for what leaves nothing on paper', async () => {
      const one = registered('𰻝面太咸😀了\u200d\u0007，\tผัดไทย太甜。');
      const { text } = await printed(form(await fileFrom(one, keysOf(one))), 'rare');
      expect(text).toMatch(/〓面太咸〓了，〓+太甜。/);
    });

    it('breaks words that no line can take', async () => {
      const email = `${'a'.repeat(120)}@example.org`;
      const one = registered('x'.repeat(400));
      const complainant = seal(one.key, JSON.stringify({ name: '王', email }));
      const { text } = await printed(
        form(await fileFrom(new SampleComplaint(number, 'main', 'y').registered(1, { complainant }), keysOf(one))),
        'long-words',
      );
      expect(text).toContain(email);
      expect((await printed(form(await fileFrom(one, keysOf(one))))).text).toContain('x'.repeat(400));
    });

    it('of the longest complaint stays small, and the service answers others meanwhile', async () => {
      const all = String.fromCodePoint(...Array.from({ length: 2_000 }, (_, n) => 0x4e00 + n * 2));
      const one = registered(all.repeat(3).slice(0, 5_000));
      const file = await fileFrom(one, keysOf(one));
      let answered = 0;
      const others = setInterval(() => (answered += 1), 1);
      const pdf = await renderer.render(form(file));
      clearInterval(others);
      expect(answered).toBeGreaterThan(5);
      expect(pdf.byteLength).toBeLessThan(600_000);
    });
  });

  describe('the investigation report (R-044)', () => {
    const investigated = () =>
      registered()
        .verified(3)
        .accepted(4)
        .assigned(5)
        .joinedBy(6, 'li', 'zhou')
        .naming(7, 'h9')
        .begun(8)
        .heard(9, 'complainant')
        .heard(10, 'respondent');
    const decided = () => investigated().investigated(20).proposed(30).concluded(50);

    it('tells the case in its order: acts, both sides, finding, plan, approval, feedback', async () => {
      const one = decided();
      const { text } = await printed(report(await fileFrom(one, keysOf(one))), 'report');
      const order = [
        '投诉调查报告',
        one.text,
        '调查活动',
        '说明了经过',
        '双方陈述投诉人2026年3月2日09:09',
        '调查结论',
        '属实',
        '经查属实',
        '处理方案',
        '赔偿并整改',
        '景区负责人',
        '同意，2026年3月2日09:50，d1',
        '1200',
        '已退款',
        '反馈与满意度',
        '已赔偿',
        '有效',
        '调查人签字',
      ];
      const found = order.map((said) => text.indexOf(said));
      expect(found).not.toContain(-1);
      expect(found).toEqual([...found].sort((a, b) => a - b));
      expect(text).not.toContain('草稿');
    });

    it('is a draft before there is a finding, and says so', async () => {
      const one = investigated();
      const { text } = await printed(report(await fileFrom(one, keysOf(one))), 'draft');
      for (const said of ['本报告为草稿', '尚无结论', '尚无处理方案']) expect(text).toContain(said);
      expect(text.split('草稿').length).toBeGreaterThan(2);
    });

    it('tells every round, and why the next began (R-069)', async () => {
      const one = investigated()
        .investigated(20)
        .proposed(30)
        .adopted(31)
        .informed(40)
        .answered(60, false)
        .proposed(70);
      const { text } = await printed(report(await fileFrom(one, keysOf(one))), 'rounds');
      for (const said of ['第1轮办理', '第2轮办理', '不满意', '投诉人不满意，自处理方案环节起'])
        expect(text).toContain(said);
      expect(text.indexOf('第1轮')).toBeLessThan(text.indexOf('第2轮'));
    });

    it('hides every word of persons from who may not see it (R-108)', async () => {
      const { text } = await printed(report(await fileFrom(decided())));
      for (const hidden of ['说明了经过', '经查属实', '赔偿并整改', '已退款', '王女士'])
        expect(text).not.toContain(hidden);
      for (const said of ['（保密）', '属实', '1200']) expect(text).toContain(said);
    });

    it('of the largest record is printed in bounded time, with its longest texts cut', async () => {
      const one = investigated();
      for (let n = 0; n < 100; n += 1) one.heard(11 + n, 'complainant');
      const file = await fileFrom(one, keysOf(one));
      const long = {
        ...file,
        case: { ...file.case, acts: file.case.acts?.map((act) => ({ ...act, findings: '查'.repeat(10_000) })) },
      };
      const { text } = await printed(
        report(shortened(long as CaseFile, mostCharacters, '……（共 {count} 字，全文见系统记录）')),
      );
      for (const said of ['（共10000字，全文见系统记录）', '仅列最近100项', number]) expect(text).toContain(said);
    });
  });
});

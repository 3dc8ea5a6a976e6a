import type { KnownPerson } from '@redress/personal-data';
import { findPersonalData } from './find-personal-data';

const found = (text: string, person?: KnownPerson): [string, string][] =>
  findPersonalData(text, person).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('personal data in a text that is to be made public (R-110)', () => {
  it.each([
    ['游客13812345678来电', 'mobile', '13812345678'],
    ['请致电+86 138 1234 5678', 'mobile', '+86 138 1234 5678'],
    ['邮箱wang.xm@example.com。', 'email', 'wang.xm@example.com'],
    ['身份证11010519491231002X登记', 'identityCard', '11010519491231002X'],
    ['护照G12345678遗失', 'passport', 'G12345678'],
    ['退至6222021234567890128卡', 'bankCard', '6222021234567890128'],
  ])('in “%s” is a %s', (text, kind, part) => expect(found(text)).toContainEqual([kind, part]));

  it('is also what is known of the person, in whatever case', () =>
    expect(found('王小明（WANG@A.CN）反映属实，王五除外', { name: '王小明', email: 'wang@a.cn', phone: ' ' })).toEqual([
      ['contact', '王小明'],
      ['email', 'WANG@A.CN'],
      ['contact', 'WANG@A.CN'],
    ]));

  it('is also how staff address the person', () =>
    expect(found('已向王女士致歉', { name: '王小明' })).toEqual([['contact', '王女士']]));

  it.each([
    '服务热线 400-123-4567，投诉请拨 12345 或 12315',
    '值班电话 010-62781234',
    '订单 20261127 已退款 1288.00 元，共 12 人，票号 MAIN-2026-000123-4',
    '身份证110105194912310021有误',
    '联系 @景区客服',
  ])('is not in “%s”', (text) => expect(found(text)).toEqual([]));
});

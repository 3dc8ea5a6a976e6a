import { spec } from '@redress/testing';
import {
  ownTemplate,
  templatesDecider,
  type ChangeTemplate,
  type ChannelClass,
  type RevertTemplate,
  type TemplateChanged,
  type TemplateEvent,
  type TemplateReverted,
} from './message-templates';

const given = spec(templatesDecider);
const at = '2026-12-01T04:00:00.000Z';
const rules = { allowed: ['number', 'link', 'dueAt'], inText: ['link'], anywhere: ['number'] };
const words = { subject: '投诉 {number}', text: '请处理。\n{link}' };
const key = (channels: ChannelClass = 'all') => ({ name: 'severe', locale: 'zh-CN', channels }) as const;
const change = (changes: object = {}, channels: ChannelClass = 'all'): ChangeTemplate => ({
  type: 'ChangeTemplate',
  data: { ...key(channels), ...words, rules, by: 'staff:li', at, ...changes },
});
const revert: RevertTemplate = { type: 'RevertTemplate', data: { ...key(), by: 'staff:li', at } };
const changed = (version: number, changes: object = {}, channels: ChannelClass = 'all'): TemplateChanged => ({
  type: 'TemplateChanged',
  data: { ...key(channels), ...words, version, changedBy: 'staff:li', changedAt: at, ...changes },
});
const reverted = (version: number): TemplateReverted => ({
  type: 'TemplateReverted',
  data: { ...key(), version, revertedBy: 'staff:li', revertedAt: at },
});

describe('a template of a site', () => {
  it('is changed, once for the same words, and its changes are counted (R-066)', () => {
    given().when(change()).then(changed(1));
    given(changed(1)).when(change()).thenNothing();
    given(changed(1))
      .when(change({ subject: '{number}!' }))
      .then(changed(2, { subject: '{number}!' }));
    given(changed(1))
      .when(change({}, 'chat'))
      .then(changed(1, {}, 'chat'));
  });
  it('is reverted, once, and may be changed again', () => {
    given().when(revert).thenNothing();
    given(changed(1)).when(revert).then(reverted(2));
    given(changed(1), reverted(2)).when(revert).thenNothing();
    given(changed(1), reverted(2)).when(change()).then(changed(3));
  });
  it('is refused with what it may not have, and where that stands', () => {
    const wrong = { subject: '{nummer} {number}', text: '好😀{ link }\n{link}\n再看 {link}、{} 或 {a b}' };
    const decision = templatesDecider.decide(change(wrong), new Map());
    expect(decision).toMatchObject({
      ok: false,
      refusal: 'placeholder-unknown',
      details: {
        allowed: rules.allowed,
        faults: [
          { field: 'subject', placeholder: 'nummer', line: 1, column: 1 },
          { field: 'text', placeholder: ' link ', line: 1, column: 3 },
          { field: 'text', placeholder: '', line: 3, column: 11 },
          { field: 'text', placeholder: 'a b', line: 3, column: 16 },
        ],
      },
    });
  });
  it('is refused with what it lacks; a brace alone is a brace', () => {
    const bare = templatesDecider.decide(change({ subject: '投诉', text: '{ 请处理' }), new Map());
    expect(bare).toMatchObject({
      refusal: 'placeholder-missing',
      details: {
        missing: [
          { field: 'text', placeholder: 'link' },
          { field: 'subject or text', placeholder: 'number' },
        ],
      },
    });
  });
});

describe('the words of a message', () => {
  const after = (...events: TemplateEvent[]) => events.reduce(templatesDecider.evolve, templatesDecider.initial);
  const version = (templates: ReturnType<typeof after>, channels: ChannelClass) =>
    ownTemplate(templates, key(channels))?.version;

  it('are those for its channel, else those for all, else the built-in ones', () => {
    const both = after(changed(1), changed(2), changed(1, {}, 'chat'));
    expect([version(both, 'chat'), version(both, 'mail'), version(both, 'all')]).toEqual([1, 2, 2]);
    expect(ownTemplate(both, { ...key(), locale: 'en' })).toBeUndefined();
    expect(version(after(changed(1), reverted(2)), 'mail')).toBeUndefined();
  });
});

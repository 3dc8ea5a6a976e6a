import { isSealed } from '@redress/kernel';
import { randomBytes } from 'node:crypto';
import { contactHash, seal, SealBroken, unseal, type PersonKey } from './index';

const keyFor = (personId: string): PersonKey => ({ personId, key: randomBytes(32) });

describe('sealing', () => {
  const zhang = keyFor('p-1');
  const complainant = { name: '张三', phone: '13800000000', nested: [1, null, { a: '' }] };

  it('gives back exactly what was sealed, in the shape events carry', () => {
    const sealed = seal(zhang, complainant);
    expect(isSealed(sealed)).toBe(true);
    expect(sealed.sealed).toMatch(/^v1\.[\w-]+\.[\w-]*\.[\w-]+$/);
    expect(unseal(zhang, sealed)).toEqual(complainant);
  });

  it('shows nothing of the text and never seals the same way twice', () => {
    const [one, two] = [seal(zhang, complainant), seal(zhang, complainant)];
    expect(JSON.stringify(one)).not.toMatch(/张三|13800000000/);
    expect(one.sealed).not.toBe(two.sealed);
  });

  it.each([
    ['another key', () => ({ key: keyFor('p-1'), sealed: seal(zhang, 'x') })],
    ['another person', () => ({ key: { ...zhang, personId: 'p-2' }, sealed: { ...seal(zhang, 'x'), keyRef: 'p-2' } })],
    [
      'a changed text',
      () => ({
        key: zhang,
        // The first sign of the tag: of the last one not every bit counts.
        sealed: {
          ...seal(zhang, 'x'),
          sealed: seal(zhang, 'y').sealed.replace(/[^.](?=[^.]*$)/, (c) => (c === 'A' ? 'B' : 'A')),
        },
      }),
    ],
    ['no sealed text at all', () => ({ key: zhang, sealed: { keyRef: 'p-1', sealed: 'rubbish' } })],
    [
      'a shortened tag',
      () => ({ key: zhang, sealed: { keyRef: 'p-1', sealed: seal(zhang, 'x').sealed.slice(0, -16) } }),
    ],
  ])('does not open with %s', (_name, make) => {
    const { key, sealed } = make();
    expect(() => unseal(key, sealed)).toThrow(SealBroken);
  });
});

describe('the hash of a contact', () => {
  it.each([
    ['+86 138-0000-0000', '13800000000'],
    ['008613800000000', '138 0000 0000'],
    [' Zhang@Example.CN ', 'zhang@example.cn'],
  ])('is the same for %s and %s', (a, b) => expect(contactHash('s', a)).toBe(contactHash('s', b)));

  it('differs by contact and by secret', () => {
    expect(contactHash('s', '13800000000')).not.toBe(contactHash('s', '13800000001'));
    expect(contactHash('s', '13800000000')).not.toBe(contactHash('t', '13800000000'));
  });
});

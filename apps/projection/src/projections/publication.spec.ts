import { at, SampleComplaint } from '../spec-kit/sample-commits';
import { summaryAfter as after } from '../spec-kit/sample-document';

const adopted = (): SampleComplaint =>
  new SampleComplaint('MAIN-2026-000001-7')
    .registered(0)
    .verified(1)
    .accepted(2)
    .assigned(3)
    .investigated(4)
    .adopted(5);

describe('what the plan wants public (R-106)', () => {
  it('is to be published by when it says, until it is, and again when it is taken back', () => {
    const one = adopted();
    const publish = { task: 'publishResult', for: ['role:teamLead', 'role:siteDirector'], by: at(90) };
    expect(after(one.informed(6, { publishBy: at(90) })).todo).toContainEqual(publish);
    expect(after(one.published(7, '关于餐厅卫生投诉'))).toMatchObject({ publishedAt: at(7), siteId: 'main' });
    expect(after(one).todo).not.toContainEqual(publish);
    expect(after(one.published(8)).todo).toContainEqual(publish);
    expect(after(one)).not.toHaveProperty('publishedAt');
  });

  it('is nothing where the plan does not want it', () =>
    expect(after(adopted().informed(6)).todo.map(({ task }) => task)).not.toContain('publishResult'));
});

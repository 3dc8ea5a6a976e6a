import type { ValidationError } from 'class-validator';

/** A constraint of ours beside those of class-validator; its words stand with theirs. */
export const notNull = 'isNotNull';

/**
 * The members of a body that are null, as class-validator would tell them. Its `@IsOptional` lets null pass where the
 * interface only says that a member may be left out, and what takes it for a value then meets null.
 */
export const nullMembers = (value: object): ValidationError[] =>
  Object.entries(value).flatMap(([property, member]: [string, unknown]) => {
    if (member === null) return [{ property, constraints: { [notNull]: notNull }, children: [] }];
    if (typeof member !== 'object') return [];
    const children = nullMembers(member);
    return children.length > 0 ? [{ property, children }] : [];
  });

import type { ProblemCatalogue } from '@redress/platform';

/** The gateway's own problems. */
export const problems: ProblemCatalogue = {
  titles: {
    'wrong-credentials': { zh: '用户名或密码不正确', en: 'The name or the password is wrong' },
    'username-taken': { zh: '该用户名已被使用', en: 'This username is taken' },
  },
};

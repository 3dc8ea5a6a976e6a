import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiProblems, CurrentStaff, ProblemException, Roles, type StaffIdentity } from '@redress/platform';
import { v7 } from 'uuid';
import { normalUsername, randomPassword, type Account } from './account';
import { AccountDto, AccountPageDto, AccountQueryDto, CreatedAccountDto, NewAccountDto } from './account.dto';
import { Accounts } from './accounts';
import { hashPassword } from './password';

const toDto = ({ _id, username, name, siteId, roles, createdAt }: Account): AccountDto => ({
  staffId: _id,
  username,
  name,
  siteId,
  roles: [...roles],
  createdAt: createdAt.toISOString(),
});

/** The site an administrator works on: the own one, for headquarters any. */
const siteOf = (staff: StaffIdentity, asked: string | undefined): string => {
  if (asked === undefined || asked === staff.siteId) return staff.siteId;
  if (staff.roles.includes('headquarters')) return asked;
  throw new ProblemException('forbidden', 403);
};

/** Accounts of staff. */
@ApiTags('accounts')
@Roles('admin')
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(private readonly accounts: Accounts) {}

  /** Makes an account. */
  @Post()
  @Header('cache-control', 'no-store')
  @ApiProblems(400, 409)
  async create(@Body() asked: NewAccountDto, @CurrentStaff() staff: StaffIdentity): Promise<CreatedAccountDto> {
    // Who sees every site can only be made by somebody who does.
    if (asked.roles.includes('headquarters') && !staff.roles.includes('headquarters'))
      throw new ProblemException('forbidden', 403);
    const password = asked.password ?? randomPassword();
    const account: Account = {
      _id: v7(),
      username: normalUsername(asked.username),
      name: asked.name,
      siteId: siteOf(staff, asked.siteId),
      roles: asked.roles,
      passwordHash: await hashPassword(password),
      createdAt: new Date(),
      createdBy: `staff:${staff.staffId}`,
    };
    if (!(await this.accounts.add(account))) throw new ProblemException('username-taken', 409);
    return asked.password === undefined ? { ...toDto(account), password } : toDto(account);
  }

  /** Lists the accounts of a site by username. */
  @Get()
  @ApiProblems(400)
  async list(
    @Query() { limit, after, siteId }: AccountQueryDto,
    @CurrentStaff() staff: StaffIdentity,
  ): Promise<AccountPageDto> {
    const { items, next } = await this.accounts.page(siteOf(staff, siteId), limit, after);
    return { items: items.map(toDto), ...(next === undefined ? {} : { next }) };
  }
}

/** Who may sign in to the simulated shop, and what its `channels.php` says about each. */
import { CITRA } from './catalogue.ts';

export type Role = 'admin' | 'ops' | 'customer';

export interface User {
	readonly id: number;
	readonly name: string;
	readonly role: Role;
	readonly email: string;
}

export const ADMIN: User = { id: 1, name: 'Demo Admin', role: 'admin', email: 'admin@example.test' };

export const USERS: readonly User[] = [
	ADMIN,
	{ id: 2, name: 'Dewi Ops', role: 'ops', email: 'ops@example.test' },
	{ ...CITRA, role: 'customer', email: 'customer@example.test' },
];

/** Everybody's; it is written in docs/backend.md. */
const PASSWORD = 'password';

/** For the sign-in page of a shop that is none. */
export const ACCOUNTS = USERS.map(({ name, email }) => ({ name, email, password: PASSWORD }));

export function findUser(email: string, password: string): User | undefined {
	return password === PASSWORD ? USERS.find((user) => user.email === email.toLowerCase()) : undefined;
}

const ADMIN_CHANNELS =
	/^((private|presence)-admin[.-].+|presence-user-presence|private-(user|private-user)[.-].+|private-App\.Models\.User\.\d+|private-order\.\d+)$/;
const OPS_CHANNELS =
	/^(private-admin-(monitoring|inventory|system|payments)|presence-(admin|user)-presence)$/;

/** Whether this user may join a channel, by its name on the wire. */
export function mayJoin(user: User, channel: string): boolean {
	switch (user.role) {
		case 'admin':
			return ADMIN_CHANNELS.test(channel);
		case 'ops':
			return OPS_CHANNELS.test(channel);
		case 'customer':
			return [`private-user.${user.id}`, `private-App.Models.User.${user.id}`].some(
				(own) => channel === own || channel.startsWith(`${own}.`),
			);
	}
}

/** What the others on a presence channel learn of a user. */
export function describeMember({ id, name, role }: User, channel: string, at: Date) {
	const time = at.toISOString();
	if (channel === 'presence-user-presence') return { id, name, avatar: null, online_since: time };
	return { id, name, avatar: null, role, last_seen: time };
}

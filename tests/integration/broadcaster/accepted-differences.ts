/**
 * Every place where a recording of Reverb and this broadcaster part ways, and why.
 *
 * `reverb` is what the recording holds and `ours` what must come instead, in the form `recording.ts` compares; each row
 * stands for one fact, the first such one from `atMs` on, unless it says `everywhere`. A row without `reverb` is something
 * that only we say. A row that no replay needed fails the test.
 */
export interface AcceptedDifference {
	recording: string;
	conn: string;
	reverb?: unknown;
	ours: unknown[];
	atMs?: number;
	everywhere?: true;
	reason: string;
}

const succeeded = (channel: string, data: unknown = {}) => ({
	event: 'pusher_internal:subscription_succeeded',
	'data as text': data,
	channel,
});
const presence = (ids: unknown[], hash: unknown) =>
	succeeded('presence-admin-presence', { presence: { count: ids.length, ids, hash } });
const error = (code: number, message: string) => ({
	event: 'pusher:error',
	'data as text': { code, message },
});
const answer = (status: number, body: unknown) => ({ status, body });
const ENDED = { closed: 1006, reason: '' };
const CRASHED = answer(500, 'Internal server error.');
const INVALID = error(4200, 'Invalid message format');
const UNAUTHORIZED = error(4009, 'Connection is unauthorized');
const ORDER_1 = { event: 'order.created', 'data as text': { id: 1 }, channel: 'orders' };
const NOT_SIGNED = answer(401, 'Authentication signature invalid.');

const NO_SUBSCRIPTION_NO_PING =
	'Reverb never pings, and never prunes, a connection without a subscription; it would stay for ever.';
const NO_KIND = 'Reverb does not know private-encrypted-cache-; the Pusher protocol does.';
const EMPTY_LIST =
	'PHP cannot tell an empty object from an empty list. Ours stays the object the client sent.';
const NO_USER_ID = 'A member without a user id makes Reverb report zero members to everybody on the channel.';
const KEY_IGNORED = 'Reverb does not look at the key before the colon; a signature says which app it is for.';
const LEFT_OPEN =
	'Reverb leaves a refused connection open, and it may subscribe; a refusal ends the connection.';
const NOT_JSON = 'A body that is not JSON crashes the request handler; it is the publisher’s mistake.';
const TERMINATES = 'Reverb crashes when any connection of the app is on a channel without members.';

const presenceRow = (conn: string, reverb: unknown, ours: unknown, reason: string): AcceptedDifference => ({
	recording: 'reverb-presence',
	conn,
	reverb,
	ours: [ours],
	reason,
});
const httpRow = (conn: string, reverb: unknown, ours: unknown, reason: string): AcceptedDifference => ({
	recording: 'reverb-http-api',
	conn,
	reverb,
	ours: [ours],
	reason,
});
const unansweredRows = (conn: string): AcceptedDifference[] => [
	{
		recording: 'reverb-idle-timeout',
		conn,
		ours: [{ event: 'pusher:ping' }],
		atMs: 75_351,
		reason: NO_SUBSCRIPTION_NO_PING,
	},
	{
		recording: 'reverb-idle-timeout',
		conn,
		ours: [error(4201, 'Pong reply not received in time'), ENDED],
		atMs: 135_357,
		reason: NO_SUBSCRIPTION_NO_PING,
	},
];

export const ACCEPTED_DIFFERENCES: AcceptedDifference[] = [
	{
		recording: 'any',
		conn: 'any',
		everywhere: true,
		reverb: { closed: 1000, reason: '' },
		ours: [{ closed: 1005, reason: '' }],
		reason:
			'A close frame without a code is echoed as it came; ws does not make a 1000 of it. Clients treat both alike.',
	},
	{
		recording: 'reverb-cache-channels',
		conn: 'S',
		atMs: 3_928,
		ours: [{ event: 'pusher:cache_miss', channel: 'private-encrypted-cache-stats' }],
		reason: NO_KIND,
	},
	{
		recording: 'reverb-cache-channels',
		conn: 'V',
		atMs: 4_321,
		ours: [{ event: 'stats.updated', 'data as text': { n: 2 }, channel: 'private-encrypted-cache-stats' }],
		reason: NO_KIND,
	},
	{
		recording: 'reverb-cache-channels',
		conn: 'W',
		atMs: 4_726,
		ours: [{ event: 'pusher:cache_miss', channel: 'private-encrypted-cache-stats' }],
		reason: NO_KIND,
	},
	{
		recording: 'reverb-client-events',
		conn: 'B',
		reverb: { event: 'client-typing', channel: 'private-admin.orders', data: [] },
		ours: [{ event: 'client-typing', channel: 'private-admin.orders', data: {} }],
		reason: EMPTY_LIST,
	},
	{
		recording: 'reverb-client-events',
		conn: 'A',
		atMs: 2_646,
		ours: [error(4301, 'Client events are only allowed on private and presence channels.')],
		reason: 'Anybody who knows the app key could speak to everybody on a public channel.',
	},
	{
		recording: 'reverb-client-events',
		conn: 'B',
		reverb: { event: 'client-typing', channel: 'pub', data: { a: 1 } },
		ours: [],
		reason: 'The event of the row above is not delivered.',
	},
	{
		recording: 'reverb-handshake-errors',
		conn: 'N',
		reverb: CRASHED,
		ours: [answer(426, 'Upgrade required.')],
		reason: 'A plain request for the socket path crashes Reverb’s handler; 426 says what is missing.',
	},
	{
		recording: 'reverb-http-api',
		conn: 'A',
		reverb: ORDER_1,
		atMs: 3_970,
		ours: [],
		reason: 'The event of the request with a foreign auth_key is not published.',
	},
	{
		recording: 'reverb-http-api',
		conn: 'A',
		reverb: ORDER_1,
		atMs: 4_400,
		ours: [],
		reason: 'The event of the request that is an hour old is not published.',
	},
	{ recording: 'reverb-http-api', conn: 'A', atMs: 9_497, ours: [ENDED], reason: TERMINATES },
	httpRow('W', CRASHED, answer(400, { error: 'The request body is not JSON.' }), NOT_JSON),
	httpRow('X', CRASHED, answer(400, { error: 'The request body is not JSON.' }), NOT_JSON),
	httpRow(
		'c27',
		answer(200, {}),
		NOT_SIGNED,
		'Reverb does not look at auth_key; a signature says which app it is for.',
	),
	httpRow(
		'c29',
		answer(200, {}),
		NOT_SIGNED,
		'Reverb never looks at auth_timestamp; a recorded request works for ever.',
	),
	httpRow(
		'c38',
		CRASHED,
		answer(200, { batch: {} }),
		'A batch that leaves out its sender crashes Reverb’s handler.',
	),
	httpRow('c47', answer(200, { channels: [] }), answer(200, { channels: {} }), EMPTY_LIST),
	httpRow('c58', CRASHED, answer(200, {}), TERMINATES),
	...unansweredRows('A'),
	...unansweredRows('F'),
	{
		recording: 'reverb-official-rest-sdk',
		conn: 'K',
		reverb: CRASHED,
		ours: [answer(200, {})],
		reason: TERMINATES,
	},
	{
		recording: 'reverb-official-rest-sdk',
		conn: 'A',
		reverb: { closed: 1000, reason: '' },
		ours: [ENDED],
		reason: 'Terminated by the request of the row above, and so not there to say goodbye.',
	},
	presenceRow(
		'F',
		INVALID,
		presence(['2', '9'], { '2': { name: 'Demo Ops (new info)', role: 'admin' }, '9': {} }),
		'Reverb tells the others of a member without user_info and then refuses the member itself.',
	),
	presenceRow('J', presence([], []), INVALID, NO_USER_ID),
	presenceRow('L', presence([], []), INVALID, NO_USER_ID),
	presenceRow('M', presence([''], { '': [] }), presence([''], { '': {} }), EMPTY_LIST),
	presenceRow('N', presence([0], [[]]), presence([0], { '0': {} }), EMPTY_LIST),
	presenceRow(
		'P',
		presence(['1'], { '1': { n: 'y'.repeat(3000) } }),
		error(4301, 'The data of a presence member may take at most 2048 bytes.'),
		'Reverb takes a member of any size and repeats it to everybody; Pusher’s limit is 2 kB.',
	),
	presenceRow('Q', presence(['1'], { '1': [] }), presence(['1'], { '1': {} }), EMPTY_LIST),
	{
		recording: 'reverb-private-channel',
		conn: 'G',
		reverb: succeeded('private-admin.orders'),
		ours: [UNAUTHORIZED],
		reason: KEY_IGNORED,
	},
	{
		recording: 'reverb-private-channel',
		conn: 'H',
		reverb: succeeded('private-admin.orders'),
		ours: [UNAUTHORIZED],
		reason: KEY_IGNORED,
	},
	{
		recording: 'reverb-public-channel',
		conn: 'D',
		reverb: { event: 'pusher_internal:subscription_succeeded', 'data as text': {} },
		ours: [INVALID],
		reason: 'Reverb’s confirmation of a channel without a name has no channel, and no client can use it.',
	},
	{ recording: 'reverb-quotas-and-origins', conn: 'B', atMs: 366, ours: [ENDED], reason: LEFT_OPEN },
	{
		recording: 'reverb-quotas-and-origins',
		conn: 'B',
		reverb: succeeded('orders'),
		ours: [],
		reason: LEFT_OPEN,
	},
	{
		recording: 'reverb-quotas-and-origins',
		conn: 'D',
		reverb: {
			event: 'pusher:connection_established',
			'data as text': { socket_id: '<id>', activity_timeout: 30 },
		},
		ours: [error(4004, 'Application is over connection quota'), ENDED],
		reason:
			'Reverb counts connections that have subscribed; a quota that idle connections escape limits nothing.',
	},
	{ recording: 'reverb-quotas-and-origins', conn: 'E', atMs: 1_547, ours: [ENDED], reason: LEFT_OPEN },
	{
		recording: 'reverb-quotas-and-origins',
		conn: 'E',
		reverb: succeeded('orders'),
		ours: [],
		reason: LEFT_OPEN,
	},
	{ recording: 'reverb-quotas-and-origins', conn: 'G', atMs: 2_417, ours: [ENDED], reason: LEFT_OPEN },
	{
		recording: 'reverb-quotas-and-origins',
		conn: 'M',
		atMs: 5_359,
		ours: [error(4009, 'The client is not a member of the specified channel.')],
		reason: 'Client events from everybody, spoofed user id and all, are not offered.',
	},
	{
		recording: 'reverb-quotas-and-origins',
		conn: 'L',
		reverb: { event: 'client-x', channel: 'private-a', data: { a: 1 }, user_id: 'spoofed', extra: 1 },
		ours: [],
		reason: 'The event of the row above is not delivered.',
	},
	{
		recording: 'reverb-sizes',
		conn: 'O',
		reverb: ENDED,
		ours: [],
		reason:
			'The recorder lost the 200,000 bytes the client sent, so there is nothing to play. Tested on its own.',
	},
];

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** One recorded fact and where it stands. */
export interface RecordedFact {
	recording: string;
	conn: string;
	tMs: number;
	fact: unknown;
}

/** What is expected of us where Reverb did something. */
export const inOurPlace = {
	/** For one recorded fact: itself, or what an accepted difference puts in its place. */
	of({ recording, conn, tMs, fact }: RecordedFact, used: Set<AcceptedDifference>): unknown[] {
		const rows = ACCEPTED_DIFFERENCES.filter((row) => row.reverb !== undefined && same(row.reverb, fact));
		const row =
			rows.find(
				(candidate) =>
					candidate.recording === recording &&
					candidate.conn === conn &&
					(candidate.atMs ?? 0) <= tMs &&
					!used.has(candidate),
			) ?? rows.find(({ everywhere }) => everywhere);
		if (!row) return [fact];
		used.add(row);
		return row.ours;
	},

	/** What only we say, by a moment of the recording. */
	dueBy(recording: string, tMs: number, used: Set<AcceptedDifference>): [string, unknown[]][] {
		const due = ACCEPTED_DIFFERENCES.filter(
			(row) =>
				row.recording === recording &&
				row.reverb === undefined &&
				row.atMs !== undefined &&
				row.atMs <= tMs &&
				!used.has(row),
		);
		for (const row of due) used.add(row);
		return due.map(({ conn, ours }) => [conn, ours]);
	},
};

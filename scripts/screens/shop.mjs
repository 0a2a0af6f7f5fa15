// The design's shop behind a server of its own: its day so far is in the recorder, and the rest can be told to the second.
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Pusher from 'pusher';
import WebSocket from 'ws';
import { ADMINS } from '../../src/routes/gallery/day/floor.ts';
import { ADMINS_CHANNEL, SHOP, SOURCES } from '../../src/routes/gallery/day/told.ts';
import { startWatchfloor } from '../../src/server.ts';
import { LOCAL_APP } from '../../src/settings.ts';
import { moveTo } from './moved-time.mjs';

const SHOPPERS_CHANNEL = 'presence-user-presence';
/** A presence channel has room for a hundred. */
const SHOPPERS = 64;
const BATCH = 10;
const MINUTE_MS = 60_000;
const LIMIT_MS = 30_000;

/** Opens the shop at `time` (epoch ms). */
export async function openShop(time) {
	moveTo(time);
	const path = await mkdtemp(joinPath(tmpdir(), 'watchfloor-screens-'));
	const server = await startWatchfloor({
		host: '127.0.0.1',
		port: 0,
		isEmbedded: true,
		isDemo: false,
		seed: 1,
		app: LOCAL_APP,
		testMode: true,
		page: { ...SHOP, sources: [...SOURCES] },
		recorder: { path },
	});
	const pusher = new Pusher({
		appId: LOCAL_APP.id,
		key: LOCAL_APP.key,
		secret: LOCAL_APP.secret,
		host: '127.0.0.1',
		port: String(server.port),
		useTLS: false,
	});
	const recorder = () => server.watchfloor.recorder?.recorder ?? null;
	await until('the recorder hears the shop', () => recorder()?.stats.missingChannels.length === 0);
	const sockets = [];

	return {
		url: server.url,
		faults: server.watchfloor.broadcaster.faults,
		/** Publishes what came, as fast as it goes; of older messages those of one minute come at once. */
		async play(messages) {
			for (const batch of batches(messages)) {
				moveTo(batch[0].at);
				await pusher.triggerBatch(
					batch.map(({ channel, name, payload }) => ({ channel, name, data: payload })),
				);
			}
		},
		/** Waits until everything that was published is written down. */
		async isWritten(count) {
			await until('everything is written down', () => (recorder()?.stats.entries ?? 0) >= count);
		},
		/** Who is on duty beside whoever looks: each a connection of their own. */
		async come() {
			// The one who looks has the id 1 there.
			for (const { id, name, role } of ADMINS.slice(1))
				sockets.push(await join(server.port, ADMINS_CHANNEL, `9${id}`, { name, role }));
			for (let id = 1; id <= SHOPPERS; id += 1)
				sockets.push(await join(server.port, SHOPPERS_CHANNEL, `${id}`, { name: `Customer ${id}` }));
		},
		async close() {
			for (const socket of sockets) socket.close();
			await server.close();
			await rm(path, { recursive: true, force: true });
		},
	};
}

function batches(messages) {
	const all = [];
	for (const message of messages) {
		const last = all.at(-1);
		const fits = last !== undefined && last.length < BATCH && message.at - last[0].at < MINUTE_MS;
		if (fits) last.push(message);
		else all.push([message]);
	}
	return all;
}

async function until(what, isSo) {
	const startedAt = performance.now();
	while (!isSo()) {
		if (performance.now() - startedAt > LIMIT_MS) throw new Error(`It never came to this: ${what}.`);
		await pause(20);
	}
}

/** Somebody on a presence channel, as the shop's own back end would sign it. */
function join(port, channel, id, info) {
	const socket = new WebSocket(`ws://127.0.0.1:${port}/app/${LOCAL_APP.key}?protocol=7`);
	return new Promise((resolve, reject) => {
		socket.on('error', reject);
		socket.on('message', (frame) => {
			const { event, data } = JSON.parse(String(frame));
			if (event === 'pusher:ping') socket.send(JSON.stringify({ event: 'pusher:pong', data: {} }));
			if (event === 'pusher_internal:subscription_succeeded') resolve(socket);
			if (event !== 'pusher:connection_established') return;
			const { socket_id: socketId } = JSON.parse(data);
			const about = JSON.stringify({ user_id: id, user_info: info });
			const signed = `${socketId}:${channel}:${about}`;
			const auth = `${LOCAL_APP.key}:${createHmac('sha256', LOCAL_APP.secret).update(signed).digest('hex')}`;
			const asked = { channel, auth, channel_data: about };
			socket.send(JSON.stringify({ event: 'pusher:subscribe', data: asked }));
		});
	});
}

import { describe, expect, test } from 'vitest';
import { readBatch, readEvent } from './publication.ts';

describe('a posted event', () => {
	test('may name one channel or several', () => {
		expect(readEvent({ name: 'e', data: '{}', channel: 'a' })).toMatchObject({ value: { channels: ['a'] } });
		expect(readEvent({ name: 'e', data: '{}', channels: ['a', 'b'], socket_id: '1.2' })).toMatchObject({
			value: { channels: ['a', 'b'], socketId: '1.2' },
		});
	});

	test.for([
		[null, 'name'],
		['text', 'data'],
		[{ name: 'e', data: '{}' }, 'channels'],
		[{ name: 'e', data: '{}', channels: [] }, 'channel'],
		[{ name: 'e', data: '{}', channels: [1] }, 'channels.0'],
		[{ name: 'e', data: '{}', channel: 5 }, 'channel'],
		[{ name: 'e', data: { a: 1 }, channel: 'a' }, 'data'],
		[{ name: 'e', data: ' ', channel: 'a' }, 'data'],
		[{ name: 'e', data: '{}', channel: 'a', socket_id: 5 }, 'socket_id'],
	] as const)('%j is refused for its %s', ([body, field]) => {
		const reading = readEvent(body);
		expect(reading).toMatchObject({ ok: false, errors: { [field]: [expect.stringContaining(field)] } });
	});
});

describe('a posted batch', () => {
	test('names the item and the field that is wrong', () => {
		expect(readBatch({ batch: [{ name: 'a', channel: 'x', data: '{}' }, 7] })).toMatchObject({
			ok: false,
			errors: { 'batch.1.name': ['The batch.1.name field is required.'] },
		});
		expect(readBatch({ batch: 'x' })).toMatchObject({
			errors: { batch: ['The batch field must be an array.'] },
		});
		expect(readBatch(undefined)).toMatchObject({ errors: { batch: ['The batch field is required.'] } });
	});
});

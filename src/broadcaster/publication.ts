/** What a publisher may post to `events` and `batch_events`, checked the way Laravel words it. Pure. */

/** One event as posted. */
export interface PostedEvent {
	name: string;
	data: string;
	channels: string[];
	socketId: string | undefined;
	info: string | undefined;
}

/** Messages by field, as a 422 answer lists them. */
export type FieldErrors = Record<string, string[]>;

/** What reading a posted body comes to. */
export type Reading<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors };

type Json = Record<string, unknown>;

function fieldsOf(value: unknown): Json {
	return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Absent in Laravel's sense: nothing, blank text, or an empty list. */
function isBlank(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function requireString(errors: FieldErrors, field: string, value: unknown): void {
	if (isBlank(value)) errors[field] = [`The ${field} field is required.`];
	else if (typeof value !== 'string') errors[field] = [`The ${field} field must be a string.`];
}

function allowString(errors: FieldErrors, field: string, value: unknown): void {
	if (value !== undefined && value !== null && typeof value !== 'string') {
		errors[field] = [`The ${field} field must be a string.`];
	}
}

function checkChannels(errors: FieldErrors, { channels, channel }: Json): void {
	if (isBlank(channels) && isBlank(channel)) {
		errors.channels = ['The channels field is required when channel is not present.'];
		errors.channel = ['The channel field is required when channels is not present.'];
		return;
	}
	if (!isBlank(channels) && !Array.isArray(channels)) {
		errors.channels = ['The channels field must be an array.'];
	}
	const names: unknown[] = Array.isArray(channels) ? channels : [];
	names.forEach((name, index) => allowString(errors, `channels.${index}`, name ?? 0));
	allowString(errors, 'channel', channel);
}

function toEvent(fields: Json, channels: string[]): PostedEvent {
	return {
		name: fields.name as string,
		data: fields.data as string,
		channels,
		socketId: typeof fields.socket_id === 'string' ? fields.socket_id : undefined,
		info: typeof fields.info === 'string' ? fields.info : undefined,
	};
}

/** Reads the body of `POST /events`. */
export function readEvent(body: unknown): Reading<PostedEvent> {
	const fields = fieldsOf(body);
	const errors: FieldErrors = {};
	requireString(errors, 'name', fields.name);
	requireString(errors, 'data', fields.data);
	checkChannels(errors, fields);
	allowString(errors, 'socket_id', fields.socket_id);
	allowString(errors, 'info', fields.info);
	if (Object.keys(errors).length > 0) return { ok: false, errors };
	const channels = isBlank(fields.channels) ? [fields.channel as string] : (fields.channels as string[]);
	return { ok: true, value: toEvent(fields, channels) };
}

/** Reads the body of `POST /batch_events`. */
export function readBatch(body: unknown): Reading<PostedEvent[]> {
	const { batch } = fieldsOf(body);
	if (isBlank(batch)) return { ok: false, errors: { batch: ['The batch field is required.'] } };
	if (!Array.isArray(batch)) return { ok: false, errors: { batch: ['The batch field must be an array.'] } };
	const errors: FieldErrors = {};
	const events = batch.map((item, index) => {
		const fields = fieldsOf(item);
		const at = `batch.${index}`;
		requireString(errors, `${at}.name`, fields.name);
		requireString(errors, `${at}.data`, fields.data);
		if (isBlank(fields.channel)) {
			errors[`${at}.channel`] = [`The ${at}.channel field is required when channels is not present.`];
		}
		allowString(errors, `${at}.channel`, isBlank(fields.channel) ? undefined : fields.channel);
		allowString(errors, `${at}.socket_id`, fields.socket_id);
		allowString(errors, `${at}.info`, fields.info);
		return toEvent(fields, [fields.channel as string]);
	});
	return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: events };
}

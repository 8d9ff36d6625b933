import { useMemo } from 'react';
import type { ClusterHost, World } from '../../cluster/types.ts';
import { groupsOf, slotOrder } from '../../layout/groups.ts';
import { type Box, type Point, polar, type Size } from '../../layout/point.ts';
import { clientPlaces, OUTER_RADIUS, type Ring, ringFor } from '../../layout/ring.ts';
import { isBlocked, type Road, roadBetween } from '../../layout/road.ts';
import { type Address, isClient, type Link } from '../../sim/types.ts';
import type { ServerDrag } from '../interaction/drag-server.ts';

/** Where everything of the cluster stands at this size, as long as nobody joins, leaves or is cut off. */
export interface ClusterScene {
  readonly ring: Ring;
  readonly servers: readonly Address[];
  readonly clients: readonly Address[];
  /** Who can talk to whom. */
  readonly groups: readonly (readonly Address[])[];
  /** The servers by slot of the ring. */
  readonly order: readonly Address[];
  readonly places: ReadonlyMap<Address, Point>;
  /** Host indexes by address, as worlds count links and timers. */
  readonly hostIndex: ReadonlyMap<Address, number>;
}

export function linkBetween(world: World, scene: ClusterScene, from: Address, to: Address): Link | undefined {
  const fromIndex = scene.hostIndex.get(from) ?? 0;
  const toIndex = scene.hostIndex.get(to) ?? 0;
  return world.links[fromIndex * world.hosts.length + toIndex];
}

/** How far a road stops before the middle of a server or client. */
function trimOf(address: Address, scale: number): number {
  return isClient(address) ? 30 * Math.max(0.75, scale) : OUTER_RADIUS * scale + 9;
}

export function placeOf(scene: ClusterScene, address: Address): Point {
  return scene.places.get(address) ?? scene.ring.center;
}

export function hostOf(world: World, scene: ClusterScene, address: Address): ClusterHost | undefined {
  return world.hosts[scene.hostIndex.get(address) ?? -1];
}

/** The road from one place to another; the way of a client bends around servers, through its gap in the ring. */
export function roadIn(scene: ClusterScene, from: Address, to: Address, lane: number | null): Road {
  const { ring } = scene;
  const a = placeOf(scene, from);
  const b = placeOf(scene, to);
  const wish = { trimStart: trimOf(from, ring.scale), trimEnd: trimOf(to, ring.scale), lane, scale: ring.scale };
  const client = isClient(from) ? a : isClient(to) ? b : null;
  if (client === null) return roadBetween(a, b, wish);
  const others = scene.servers
    .filter((server) => server !== from && server !== to)
    .map((server) => placeOf(scene, server));
  if (!isBlocked(a, b, others, (OUTER_RADIUS + 8) * ring.scale)) return roadBetween(a, b, wish);
  const angle = Math.atan2(client.y - ring.center.y, client.x - ring.center.x);
  return roadBetween(a, b, { ...wish, via: polar(ring.center, ring.radius * 0.45, angle) });
}

/** The boxes of servers and clients, for what must not cover them. */
export function boxesIn(scene: ClusterScene, except: Address | null): Box[] {
  const { scale } = scene.ring;
  const server = OUTER_RADIUS * scale;
  return [...scene.places].flatMap(([address, { x, y }]): Box[] => {
    if (address === except) return [];
    if (!isClient(address)) return [{ x: x - server, y: y - server, width: 2 * server, height: 2 * server }];
    const half = 30 * Math.max(0.75, scale);
    return [{ x: x - half, y: y - half, width: 2 * half, height: 2 * half }];
  });
}

/** The scene of a world in a space of this size. */
function sceneOf(addresses: readonly Address[], links: World['links'], size: Size): ClusterScene {
  const servers = addresses.filter((address) => !isClient(address));
  const clients = addresses.filter(isClient);
  const hostIndex = new Map(addresses.map((address, index) => [address, index]));
  const connects = (from: Address, to: Address): boolean =>
    links[(hostIndex.get(from) ?? 0) * addresses.length + (hostIndex.get(to) ?? 0)]?.cut === false;
  const groups = groupsOf(servers, connects);
  const order = slotOrder(servers, groups);
  const ring = ringFor(size, servers.length);
  const places = new Map<Address, Point>();
  order.forEach((server, slot) => {
    places.set(server, ring.places[slot] ?? ring.center);
  });
  clientPlaces(ring, servers.length, clients.length).forEach((place, index) => {
    places.set(clients[index] ?? 0, place);
  });
  return { ring, servers, clients, groups, order, places, hostIndex };
}

export function useScene(world: World, size: Size): ClusterScene {
  const names = world.hosts.map((host) => host.address).join(' ');
  const { links } = world;
  return useMemo(() => sceneOf(names.split(' ').map(Number), links, size), [names, links, size]);
}

/** The scene with the dragged server under the pointer. */
export function sceneWhileDragging(scene: ClusterScene, drag: ServerDrag | null): ClusterScene {
  if (drag === null) return scene;
  return { ...scene, places: new Map(scene.places).set(drag.server, drag.point) };
}

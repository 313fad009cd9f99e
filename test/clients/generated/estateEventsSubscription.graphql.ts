/**
 * @generated SignedSource<<c314203b782db98d7869eb45b2866b89>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type ResourceEventType = "DELETED" | "DISCOVERED" | "DRIFT_DETECTED" | "RESTORED" | "TAGGED" | "UPDATED" | "%future added value";
export type estateEventsSubscription$variables = {
  after?: string | null | undefined;
};
export type estateEventsSubscription$data = {
  readonly resourceEvents: {
    readonly cursor: string;
    readonly name: string;
    readonly type: ResourceEventType;
    readonly urn: string;
  };
};
export type estateEventsSubscription = {
  response: estateEventsSubscription$data;
  variables: estateEventsSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "urn",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "estateEventsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "CloudResourceEvent",
        "kind": "LinkedField",
        "name": "resourceEvents",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "estateEventsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "CloudResourceEvent",
        "kind": "LinkedField",
        "name": "resourceEvents",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "e87c035698e9988129e9501f1b163321",
    "id": null,
    "metadata": {},
    "name": "estateEventsSubscription",
    "operationKind": "subscription",
    "text": "subscription estateEventsSubscription(\n  $after: String\n) {\n  resourceEvents(after: $after) {\n    cursor\n    type\n    urn\n    name\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "505896bee7f2132f50a632b0ab8d432c";

export default node;

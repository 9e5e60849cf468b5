"""An S3 server that others wrote: OpenStack Swift with its S3 gateway, all four servers in one process, in the folder given.

Prints the port of the gateway and serves until its standard input ends. User test:tester, password testing.
"""

import os
import sys

import eventlet

eventlet.patcher.monkey_patch(all=False, socket=True, select=True, thread=True)
from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402

folder = sys.argv[1]
settings = f"""[DEFAULT]
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
disable_fallocate = true
"""
gateway = """[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
"""


def write(name, text):
    with open(os.path.join(folder, name), "w", encoding="utf8") as file:
        file.write(text)


def serve(name, text):
    write(f"{name}.conf", settings + text)
    listening = eventlet.listen(("127.0.0.1", 0))
    return listening, listening.getsockname()[1]


os.makedirs(os.path.join(folder, "devices", "d"))
write("swift.conf", "[swift-hash]\nswift_hash_path_suffix = a\n[storage-policy:0]\nname = one\ndefault = yes\n")
utils.set_swift_dir(folder)
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402

sockets = {}
for name in ("account", "container", "object"):
    sockets[name], port = serve(name, f"[pipeline:main]\npipeline = app\n[app:app]\nuse = egg:swift#{name}\n")
    ring = RingBuilder(1, 1, 0)
    ring.add_dev({"region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": "d", "weight": 1})
    ring.rebalance()
    ring.get_ring().save(os.path.join(folder, f"{name}.ring.gz"))
sockets["gateway"], port = serve("gateway", gateway)
with open(os.devnull, "w", encoding="utf8") as nowhere:
    for name, listening in sockets.items():
        app = loadapp(os.path.join(folder, f"{name}.conf"), global_conf={"log_address": os.path.join(folder, "none")})
        eventlet.spawn(wsgi.server, listening, app, nowhere)
    print(port, flush=True)
    eventlet.tpool.execute(sys.stdin.read)

"""Kubernetes, judged by what kubectl is asked to do."""

from __future__ import annotations

import re

from benchmarks.harness.called import called
from benchmarks.harness.checks import any_of, says
from benchmarks.harness.tasks import Family

FAMILY = Family("kubectl", fixture="cloud")
plain, conditions, hard = FAMILY.plain, FAMILY.conditions, FAMILY.hard

POD = ("pod", "pods", "po")
DEPLOY = ("deployment", "deployments", "deploy")
SERVICE = ("service", "services", "svc")
NODE = ("node", "nodes", "no")
NAMESPACE = ("namespace", "namespaces", "ns")

plain(
    "pods",
    "list the pods in the staging namespace",
    called("kubectl", "get", POD, options={"--namespace": "staging"}, allow=["--output"]),
    right=[
        "kubectl get pods -n staging",
        "kubectl get po --namespace=staging",
        "kubectl -n staging get pods -o wide",
    ],
    wrong=[
        "kubectl get pods",
        "kubectl get pods -A",
        "kubectl get pods staging",
        "kubectl describe pods -n staging",
        "kubectl get deployments -n staging",
    ],
)
plain(
    "all-namespaces",
    "show pods from every namespace",
    called("kubectl", "get", POD, options={"--all-namespaces": None}, allow=["--output"]),
    right=["kubectl get pods -A", "kubectl get pods --all-namespaces", "kubectl get po -A -o wide"],
    wrong=[
        "kubectl get pods",
        "kubectl get pods -n all",
        "kubectl get namespaces",
        "kubectl get all",
    ],
)
plain(
    "logs-follow",
    "follow the logs of pod web-1",
    called("kubectl", "logs", "web-1", options={"--follow": None}, allow=["--tail"]),
    right=[
        "kubectl logs -f web-1",
        "kubectl logs web-1 --follow",
        "kubectl logs --tail=100 -f web-1",
    ],
    wrong=[
        "kubectl logs web-1",
        "kubectl logs -f web",
        "kubectl logs -p web-1",
        "kubectl describe pod web-1",
        "kubectl attach web-1",
    ],
)
plain(
    "apply",
    "apply deployment.yaml to the cluster",
    called("kubectl", "apply", options={"--filename": ("deployment.yaml", "./deployment.yaml")}),
    right=[
        "kubectl apply -f deployment.yaml",
        "kubectl apply --filename=deployment.yaml",
        "kubectl apply -f ./deployment.yaml",
    ],
    wrong=[
        "kubectl create -f deployment.yaml",
        "kubectl apply deployment.yaml",
        "kubectl apply -f .",
        "kubectl replace -f deployment.yaml",
        "kubectl apply -k deployment.yaml",
    ],
)
plain(
    "scale",
    "scale the deployment web to 5 replicas",
    any_of(called("kubectl", "scale", DEPLOY, "web", options={"--replicas": "5"})),
    right=[
        "kubectl scale deployment web --replicas=5",
        "kubectl scale --replicas=5 deployment/web",
        "kubectl scale deploy/web --replicas 5",
    ],
    wrong=[
        "kubectl scale deployment web",
        "kubectl scale web --replicas=5",
        "kubectl autoscale deployment web --min=5",
        "kubectl scale deployment web --replicas=3",
        "kubectl scale pod web --replicas=5",
    ],
)
plain(
    "describe",
    "why won't web-2 start? describe the pod",
    called("kubectl", "describe", POD, "web-2"),
    right=[
        "kubectl describe pod web-2",
        "kubectl describe pods/web-2",
        "kubectl describe po web-2",
    ],
    wrong=[
        "kubectl get pod web-2",
        "kubectl describe web-2",
        "kubectl describe deployment web-2",
        "kubectl logs web-2",
    ],
)
plain(
    "exec",
    "open a shell (bash) in the pod web-1",
    called(
        "kubectl", "exec", "web-1", ("bash", "/bin/bash"), options={"--stdin": None, "--tty": None}
    ),
    right=[
        "kubectl exec -it web-1 -- bash",
        "kubectl exec -ti web-1 -- /bin/bash",
        "kubectl exec --stdin --tty web-1 -- bash",
    ],
    wrong=[
        "kubectl exec web-1 -- bash",
        "kubectl attach -it web-1",
        "kubectl run -it web-1 -- bash",
        "kubectl exec -it web-1 -- ls",
        "kubectl exec -it bash -- web-1",
    ],
)
plain(
    "delete-pod",
    "delete the pod job-9",
    called("kubectl", "delete", POD, "job-9", allow=["--wait"]),
    right=["kubectl delete pod job-9", "kubectl delete pod/job-9", "kubectl delete po job-9"],
    wrong=[
        "kubectl delete job-9",
        "kubectl delete pods --all",
        "kubectl delete job job-9",
        "kubectl delete pod job-9 --force --grace-period=0",
        "kubectl delete pods -l job-9",
    ],
)
plain(
    "nodes",
    "list cluster nodes with their ip addresses and versions",
    called("kubectl", "get", NODE, options={"--output": "wide"}),
    right=["kubectl get nodes -o wide", "kubectl get no -owide", "kubectl get nodes --output=wide"],
    wrong=[
        "kubectl get nodes",
        "kubectl describe nodes",
        "kubectl top nodes",
        "kubectl get pods -o wide",
        "kubectl cluster-info",
    ],
)
plain(
    "contexts",
    "which kubernetes contexts are configured",
    any_of(called("kubectl", "config get-contexts", allow=["--output", "--no-headers"])),
    right=["kubectl config get-contexts", "kubectl config get-contexts -o name"],
    wrong=[
        "kubectl config current-context",
        "kubectl config use-context",
        "kubectl get contexts",
        "kubectl config view",
    ],
)
plain(
    "use-context",
    "switch kubectl to the context prod-eu",
    called("kubectl", "config use-context | config use", "prod-eu"),
    right=["kubectl config use-context prod-eu", "kubectl config use prod-eu"],
    wrong=[
        "kubectl use-context prod-eu",
        "kubectl config get-contexts prod-eu",
        "kubectl --context prod-eu get pods",
        "kubectl config set-context prod-eu",
    ],
)
plain(
    "rollout-restart",
    "restart the deployment api in namespace shop without downtime",
    called("kubectl", "rollout restart", DEPLOY, "api", options={"--namespace": "shop"}),
    right=[
        "kubectl rollout restart deployment api -n shop",
        "kubectl -n shop rollout restart deploy/api",
        "kubectl rollout restart deployment/api --namespace shop",
    ],
    wrong=[
        "kubectl rollout restart deployment api",
        "kubectl restart deployment api -n shop",
        "kubectl delete pods -l app=api -n shop",
        "kubectl rollout undo deployment api -n shop",
        "kubectl scale deployment api --replicas=0 -n shop",
    ],
)
plain(
    "forward",
    "i want to reach the kubernetes service web (its port 80) at localhost:8080",
    called("kubectl", "port-forward", SERVICE, "web", "8080:80"),
    right=["kubectl port-forward svc/web 8080:80", "kubectl port-forward service/web 8080:80"],
    wrong=[
        "kubectl port-forward web 8080:80",
        "kubectl port-forward svc/web 80:8080",
        "kubectl expose svc web --port=8080",
        "kubectl proxy --port=8080",
    ],
)
conditions(
    "selector",
    "pods with label app=web in namespace prod as yaml",
    called(
        "kubectl",
        "get",
        POD,
        options={"--selector": ("app=web", "app==web"), "--namespace": "prod", "--output": "yaml"},
    ),
    right=[
        "kubectl get pods -l app=web -n prod -o yaml",
        "kubectl get pods --selector=app=web --namespace prod -oyaml",
    ],
    wrong=[
        "kubectl get pods app=web -n prod -o yaml",
        "kubectl get pods -l app=web -o yaml",
        "kubectl get pods -l app=web -n prod",
        "kubectl get pods -n prod -o json -l app=web",
    ],
)
conditions(
    "last-logs",
    "last 50 log lines of the crashed previous instance of web-2",
    called("kubectl", "logs", "web-2", options={"--previous": None, "--tail": "50"}),
    right=[
        "kubectl logs web-2 --previous --tail=50",
        "kubectl logs -p web-2 --tail 50",
        "kubectl logs --tail=50 -p web-2",
    ],
    wrong=[
        "kubectl logs web-2 --tail=50",
        "kubectl logs web-2 --previous",
        "kubectl logs -f web-2 --tail=50",
        "kubectl logs -p web-2 --since=50m",
    ],
)
conditions(
    "sort-restarts",
    "pods of all namespaces ordered by creation time",
    called(
        "kubectl",
        "get",
        POD,
        options={
            "--all-namespaces": None,
            "--sort-by": re.compile(r"\{?\.?metadata\.creationTimestamp\}?"),
        },
        allow=["--output"],
    ),
    right=[
        "kubectl get pods -A --sort-by=.metadata.creationTimestamp",
        "kubectl get pods --all-namespaces --sort-by='{.metadata.creationTimestamp}'",
        "kubectl get po -A --sort-by metadata.creationTimestamp",
    ],
    wrong=[
        "kubectl get pods -A",
        "kubectl get pods --sort-by=.metadata.creationTimestamp",
        "kubectl get pods -A --sort-by=.metadata.name",
        "kubectl get pods -A --sort-by=age",
    ],
)
conditions(
    "events",
    "warning events in namespace shop",
    called(
        "kubectl",
        "get",
        ("events", "event", "ev"),
        options={"--namespace": "shop", "--field-selector": "type=Warning"},
        allow=["--sort-by", "--watch", "--output"],
    ),
    right=[
        "kubectl get events -n shop --field-selector type=Warning",
        "kubectl -n shop get events --field-selector=type=Warning --sort-by=.lastTimestamp",
    ],
    wrong=[
        "kubectl get events -n shop",
        "kubectl get events --field-selector type=Warning",
        "kubectl get events -n shop -l type=Warning",
        "kubectl describe events -n shop",
    ],
)
conditions(
    "set-image",
    "update the container nginx of deployment web to the image nginx:1.27",
    called("kubectl", "set image", DEPLOY, "web", "nginx=nginx:1.27"),
    right=[
        "kubectl set image deployment/web nginx=nginx:1.27",
        "kubectl set image deploy web nginx=nginx:1.27",
    ],
    wrong=[
        "kubectl set image deployment/web nginx:1.27",
        "kubectl edit deployment web",
        "kubectl set image web nginx=nginx:1.27",
        "kubectl set image deployment/nginx web=nginx:1.27",
    ],
)
conditions(
    "secret",
    "create a generic secret db-cred with user=admin and pass=s3 as literals",
    called(
        "kubectl",
        "create secret generic",
        "db-cred",
        options={"--from-literal": ["user=admin", "pass=s3"]},
    ),
    right=[
        "kubectl create secret generic db-cred --from-literal=user=admin --from-literal=pass=s3",
        "kubectl create secret generic db-cred --from-literal user=admin --from-literal pass=s3",
    ],
    wrong=[
        "kubectl create secret db-cred --from-literal=user=admin --from-literal=pass=s3",
        "kubectl create secret generic db-cred --from-literal=user=admin",
        "kubectl create configmap db-cred --from-literal=user=admin --from-literal=pass=s3",
        "kubectl create secret generic db-cred --from-file=user=admin --from-file=pass=s3",
    ],
)
conditions(
    "configmap-file",
    "make a configmap called web-config out of settings.properties in namespace prod",
    called(
        "kubectl",
        "create configmap | create cm",
        "web-config",
        options={
            "--from-file": (
                "settings.properties",
                "./settings.properties",
                "settings.properties=settings.properties",
            ),
            "--namespace": "prod",
        },
    ),
    right=[
        "kubectl create configmap web-config --from-file=settings.properties -n prod",
        "kubectl -n prod create cm web-config --from-file settings.properties",
    ],
    wrong=[
        "kubectl create configmap web-config --from-file=settings.properties",
        "kubectl create configmap web-config --from-env-file=settings.properties -n prod",
        "kubectl apply -f settings.properties -n prod",
        "kubectl create secret generic web-config --from-file=settings.properties -n prod",
    ],
)
conditions(
    "undo",
    "roll deployment web back to revision 3",
    called("kubectl", "rollout undo", DEPLOY, "web", options={"--to-revision": "3"}),
    right=[
        "kubectl rollout undo deployment/web --to-revision=3",
        "kubectl rollout undo deploy web --to-revision 3",
    ],
    wrong=[
        "kubectl rollout undo deployment/web",
        "kubectl rollout history deployment/web --revision=3",
        "kubectl rollback deployment web 3",
        "kubectl rollout undo deployment/web --revision=3",
    ],
)
conditions(
    "drain",
    "drain node worker-2, ignoring daemonsets and deleting emptydir data",
    called(
        "kubectl",
        "drain",
        "worker-2",
        options={"--ignore-daemonsets": None, "--delete-emptydir-data": None},
    ),
    right=[
        "kubectl drain worker-2 --ignore-daemonsets --delete-emptydir-data",
        "kubectl drain --delete-emptydir-data --ignore-daemonsets worker-2",
    ],
    wrong=[
        "kubectl drain worker-2",
        "kubectl cordon worker-2",
        "kubectl drain worker-2 --ignore-daemonsets",
        "kubectl delete node worker-2",
        "kubectl drain worker-2 --ignore-daemonsets --delete-local-data --force",
    ],
)
conditions(
    "copy",
    "copy /var/log/app.log from pod web-1 to ./app.log",
    called(
        "kubectl",
        "cp",
        ("web-1:/var/log/app.log", "default/web-1:/var/log/app.log", "web-1:var/log/app.log"),
        ("./app.log", "app.log"),
    ),
    right=[
        "kubectl cp web-1:/var/log/app.log ./app.log",
        "kubectl cp web-1:/var/log/app.log app.log",
    ],
    wrong=[
        "kubectl cp ./app.log web-1:/var/log/app.log",
        "kubectl copy web-1:/var/log/app.log app.log",
        "kubectl cp web-1/var/log/app.log app.log",
        "kubectl exec web-1 -- cat /var/log/app.log",
    ],
)
hard(
    "crashing",
    "names of the pods in CrashLoopBackOff in the current namespace",
    says(r"^web-2\b", never=[r"web-1", r"job-9"]),
    right=[
        "kubectl get pods | grep CrashLoopBackOff",
        "kubectl get pods --no-headers | awk '$3 == \"CrashLoopBackOff\" {print $1}'",
        "kubectl get po | awk '/CrashLoop/ {print $1}'",
    ],
    wrong=[
        "kubectl get pods --field-selector=status.phase=CrashLoopBackOff | head -0",
        "kubectl get pods",
        "kubectl describe pods",
    ],
)
hard(
    "jsonpath",
    "image of the first container of deployment web, just the image name",
    called(
        "kubectl",
        "get",
        DEPLOY,
        "web",
        options={
            "--output": re.compile(
                r"jsonpath=['\"]?\{\.spec\.template\.spec\.containers\[0\]\.image\}(\{\"\\n\"\})?['\"]?"
            )
        },
    ),
    right=[
        "kubectl get deployment web -o jsonpath='{.spec.template.spec.containers[0].image}'",
        "kubectl get deploy/web -o=jsonpath='{.spec.template.spec.containers[0].image}{\"\\n\"}'",
    ],
    wrong=[
        "kubectl get deployment web -o jsonpath='{.spec.containers[0].image}'",
        "kubectl get deployment web -o wide",
        "kubectl get pod web -o jsonpath='{.spec.template.spec.containers[0].image}'",
    ],
)
hard(
    "can-i",
    "am I allowed to delete pods in namespace prod?",
    called("kubectl", "auth can-i", "delete", POD, options={"--namespace": "prod"}),
    right=[
        "kubectl auth can-i delete pods -n prod",
        "kubectl auth can-i delete pod --namespace=prod",
    ],
    wrong=[
        "kubectl auth can-i delete pods",
        "kubectl can-i delete pods -n prod",
        "kubectl delete pods -n prod --dry-run=client",
        "kubectl auth can-i get pods -n prod",
    ],
)
hard(
    "finished-jobs",
    "delete all pods in phase Succeeded in namespace batch",
    called(
        "kubectl",
        "delete",
        POD,
        options={
            "--namespace": "batch",
            "--field-selector": ("status.phase=Succeeded", "status.phase==Succeeded"),
        },
    ),
    right=[
        "kubectl delete pods --field-selector=status.phase=Succeeded -n batch",
        "kubectl -n batch delete pod --field-selector status.phase==Succeeded",
    ],
    wrong=[
        "kubectl delete pods --all -n batch",
        "kubectl delete pods -l status=Succeeded -n batch",
        "kubectl delete pods --field-selector=status.phase=Succeeded",
        "kubectl delete jobs --field-selector=status.phase=Succeeded -n batch",
    ],
)

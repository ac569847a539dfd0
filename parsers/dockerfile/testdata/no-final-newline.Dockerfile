from debian
run a
Cmd b